package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.TensorNetwork.Core;
import org.kcpfpga.kcp.OperatorShape;

/**
 * W of G*M x N in one of the formats: its cores and the order of its fast multiplication.
 *
 * <p>Ranks: KCP R_1..R_d; TT r_1..r_{d-1}, between the cores; TR r_0, r_1, .., one before each
 * core; BT R_1..R_d; HT those of the leaves, then those of the inner nodes, from the root down and
 * from left to right; dense and CP none. All but dense and TR have as many modes of y as of x.
 *
 * @param shape modes, terms and ranks
 * @param network in the order of the format's source
 */
public record OperatorFormat(FormatKind kind, FormatShape shape, TensorNetwork network) {

  /**
   * The format of this kind.
   *
   * @throws UserError naming what does not fit the kind
   */
  public static OperatorFormat of(FormatKind kind, FormatShape shape) {
    RankRules.require(kind, shape);
    TensorNetwork network =
        switch (kind) {
          case DENSE -> dense(shape);
          case KCP -> KroneckerNetwork.of(shape, shape.ranks());
          case CP -> KroneckerNetwork.of(shape, Collections.nCopies(shape.in().size(), 1));
          case TT -> ChainNetworks.train(shape);
          case TR -> ChainNetworks.ring(shape);
          case BT -> TuckerNetworks.blockTerm(shape);
          case HT -> TuckerNetworks.tree(shape);
        };
    if (kind != FormatKind.DENSE) {
      RankRules.requireSizes(network.cores());
    }
    return new OperatorFormat(kind, shape, network);
  }

  /**
   * The format of this kind with all ranks equal.
   *
   * @param rank not read by kinds without ranks
   * @throws UserError naming what does not fit the kind
   */
  public static OperatorFormat uniform(
      FormatKind kind, List<Integer> in, List<Integer> rows, int terms, int rank) {
    int count = RankRules.names(kind, in.size(), rows.size()).size();
    return of(kind, new FormatShape(in, rows, terms, Collections.nCopies(count, rank)));
  }

  /**
   * The format of this kind with all ranks equal, but none larger than can be of use.
   *
   * @throws UserError naming what does not fit the kind
   */
  public static OperatorFormat upTo(
      FormatKind kind, List<Integer> in, List<Integer> rows, int terms, int rank) {
    List<Integer> ranks =
        RankRules.largest(kind, in, rows).stream().map(most -> (int) Math.min(most, rank)).toList();
    return of(kind, new FormatShape(in, rows, terms, ranks));
  }

  /**
   * The format of this kind whose terms and ranks are those of given cores.
   *
   * @param shapes the shape of the core of a name
   * @throws UserError naming the core whose shape does not fit, or what does not fit the kind
   */
  public static OperatorFormat ofCores(
      FormatKind kind, List<Integer> in, List<Integer> rows, Function<String, int[]> shapes) {
    Map<String, Integer> extents = new HashMap<>();
    for (Core core : uniform(kind, in, rows, 1, 1).network().cores()) {
      int[] shape = shapes.apply(core.name());
      if (shape.length != core.indices().size()) {
        throw UserError.at(core.name(), Arrays.toString(shape), core.indices().size() + " indices");
      }
      for (int axis = 0; axis < shape.length; axis++) {
        extents.putIfAbsent(core.indices().get(axis).name(), shape[axis]);
      }
    }
    List<Integer> ranks = new ArrayList<>();
    for (String name : RankRules.names(kind, in.size(), rows.size())) {
      ranks.add(extents.get(name));
    }
    return of(kind, new FormatShape(in, rows, extents.getOrDefault("k", 1), ranks));
  }

  /** The format of a KCP operator. */
  public static OperatorFormat kcp(OperatorShape shape) {
    return of(
        FormatKind.KCP,
        new FormatShape(list(shape.in()), list(shape.rows()), shape.terms(), list(shape.ranks())));
  }

  private static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static TensorNetwork dense(FormatShape shape) {
    FormatShape whole =
        new FormatShape(List.of(shape.inSize()), List.of(shape.rowSize()), 1, List.of());
    NetworkBuilder network = new NetworkBuilder(whole);
    return network.chain(List.of(network.core("weight", network.out(1), network.in(1))));
  }

  /** N. */
  public int inSize() {
    return shape.inSize();
  }

  /** G*M. */
  public int rowSize() {
    return shape.rowSize();
  }

  /** Entries of all cores. */
  public long parameters() {
    return network.parameters();
  }

  /** See {@link TensorNetwork#initialDeviation}. */
  public double initialDeviation() {
    return network.initialDeviation();
  }
}
