package org.kcpfpga.format;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.OperatorShape;

/**
 * W of G*M x N in one of the formats: its cores and the order of its fast multiplication.
 *
 * <p>Ranks: KCP R_1..R_d; TT r_1..r_{d-1}, between the cores; TR r_0, r_1, .., one before each
 * core; BT R_1..R_d; HT those of the leaves, then those of the inner nodes, from the root down and
 * from left to right; dense and CP none. All but dense, CP and TR have as many modes of y as of x.
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
          case KCP -> kcpNetwork(shape);
          case CP -> KroneckerNetworks.cp(shape);
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
    int count = RankRules.count(kind, in.size(), rows.size());
    return of(kind, new FormatShape(in, rows, terms, Collections.nCopies(count, rank)));
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

  private static TensorNetwork kcpNetwork(FormatShape shape) {
    // checks modes, ranks and the sizes of the stages
    new OperatorShape(array(shape.in()), array(shape.rows()), shape.terms(), array(shape.ranks()));
    return KroneckerNetworks.kcp(shape);
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
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
