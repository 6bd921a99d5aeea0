package org.kcpfpga.format;

import java.util.List;
import java.util.stream.IntStream;
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
    switch (kind) {
      case TT -> requireTrain(shape);
      case BT -> requireBlocks(shape);
      case HT -> requireTree(ModeTree.over(in), shape);
      default -> {}
    }
  }

  /** r_i at most the smaller of the sides that it joins. */
  private static void requireTrain(FormatShape shape) {
    for (int i = 1; i < shape.in().size(); i++) {
      long left = pairs(shape, 1, i);
      long right = pairs(shape, i + 1, shape.in().size());
      requireRank(shape, i - 1, Math.min(left, right));
    }
  }

  private static void requireBlocks(FormatShape shape) {
    for (int i = 1; i <= shape.in().size(); i++) {
      requireRank(shape, i - 1, pairs(shape, i, i));
    }
  }

  private static void requireTree(ModeTree tree, FormatShape shape) {
    if (tree.rank() >= 0) {
      requireRank(shape, tree.rank(), pairs(shape, tree.from(), tree.to()));
    }
    if (!tree.leaf()) {
      requireTree(tree.left(), shape);
      requireTree(tree.right(), shape);
    }
  }

  /** n_i * o_i of the modes {@code from} to {@code to}. */
  private static long pairs(FormatShape shape, int from, int to) {
    long in = FormatShape.product(shape.in().subList(from - 1, to));
    return in * FormatShape.product(shape.rows().subList(from - 1, to));
  }

  private static void requireRank(FormatShape shape, int place, long largest) {
    int rank = shape.ranks().get(place);
    if (rank > largest) {
      throw UserError.at("ranks: number " + (place + 1), rank, "at most " + largest);
    }
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
