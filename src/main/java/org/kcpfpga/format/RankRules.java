package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.TensorNetwork.Core;

/** How many ranks a format has, and how large each may be: none above what a full W needs. */
final class RankRules {
  private RankRules() {}

  /** The indices of the network that are {@link FormatShape#ranks}, by their names. */
  static List<String> names(FormatKind kind, int inModes, int outModes) {
    return switch (kind) {
      case DENSE, CP -> List.of();
      case KCP, BT -> numbered(1, inModes);
      case TT -> numbered(1, inModes - 1);
      case TR -> numbered(0, inModes + outModes - 1);
      case HT -> {
        String[] names = new String[2 * inModes - 2];
        addNames(ModeTree.over(inModes), names);
        yield List.of(names);
      }
    };
  }

  private static List<String> numbered(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "r" + i).toList();
  }

  private static void addNames(ModeTree tree, String[] names) {
    if (tree.rank() >= 0) {
      names[tree.rank()] = "r" + tree.name();
    }
    if (!tree.leaf()) {
      addNames(tree.left(), names);
      addNames(tree.right(), names);
    }
  }

  /**
   * Checks modes, number of ranks and ranks.
   *
   * @throws UserError naming what does not fit the kind
   */
  static void require(FormatKind kind, FormatShape shape) {
    int in = shape.in().size();
    int out = shape.rows().size();
    boolean pairs = kind != FormatKind.DENSE && kind != FormatKind.TR;
    if (pairs && in != out) {
      throw UserError.at("rows", shape.rows(), in + " modes, as many as in " + shape.in());
    }
    int count = names(kind, in, out).size();
    if (shape.ranks().size() != count) {
      throw UserError.at("ranks", shape.ranks(), count + " numbers");
    }
    boolean terms = kind == FormatKind.KCP || kind == FormatKind.CP || kind == FormatKind.BT;
    if (!terms && shape.terms() != 1) {
      throw UserError.at("terms", shape.terms(), "1: only kcp, cp and bt have more");
    }
    List<Long> largest = largest(kind, shape.in(), shape.rows());
    for (int i = 0; i < count; i++) {
      if (shape.ranks().get(i) > largest.get(i)) {
        throw UserError.at(
            "ranks: number " + (i + 1), shape.ranks().get(i), "at most " + largest.get(i));
      }
    }
  }

  /**
   * The largest ranks: more would not make W more general. Of KCP max(rows_i, n_i); of TT the
   * smaller of the sides that r_i joins; of BT and HT the pairs of modes below. Of TR there is
   * none.
   */
  static List<Long> largest(FormatKind kind, List<Integer> in, List<Integer> rows) {
    int modes = in.size();
    List<Long> pairs = new ArrayList<>();
    for (int i = 0; i < Math.min(modes, rows.size()); i++) {
      pairs.add((long) in.get(i) * rows.get(i));
    }
    return switch (kind) {
      case DENSE, CP -> List.of();
      case KCP -> largerModes(in, rows);
      case TT ->
          IntStream.range(1, modes)
              .mapToObj(
                  i -> Math.min(product(pairs.subList(0, i)), product(pairs.subList(i, modes))))
              .toList();
      case TR -> Collections.nCopies(modes + rows.size(), FormatShape.MAX_VALUES);
      case BT -> pairs;
      case HT -> {
        Long[] largest = new Long[2 * modes - 2];
        addLargest(ModeTree.over(modes), pairs, largest);
        yield List.of(largest);
      }
    };
  }

  private static List<Long> largerModes(List<Integer> in, List<Integer> rows) {
    return IntStream.range(0, in.size())
        .mapToObj(i -> (long) Math.max(in.get(i), rows.get(i)))
        .toList();
  }

  private static void addLargest(ModeTree tree, List<Long> pairs, Long[] largest) {
    if (tree.rank() >= 0) {
      largest[tree.rank()] = product(pairs.subList(tree.from() - 1, tree.to()));
    }
    if (!tree.leaf()) {
      addLargest(tree.left(), pairs, largest);
      addLargest(tree.right(), pairs, largest);
    }
  }

  private static long product(List<Long> numbers) {
    return numbers.stream().reduce(1L, IntMath::times);
  }

  /**
   * Checks the sizes of the cores.
   *
   * @throws UserError naming the core that is too large
   */
  static void requireSizes(List<Core> cores) {
    for (Core core : cores) {
      if (TensorNetwork.size(core.indices()) > FormatShape.MAX_VALUES) {
        throw UserError.at(
            core.name(), "more than 2^24 entries", "at most " + FormatShape.MAX_VALUES);
      }
    }
  }
}
