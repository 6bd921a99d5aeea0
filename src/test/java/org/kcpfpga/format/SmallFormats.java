package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Formats of each kind, small. */
final class SmallFormats {
  private SmallFormats() {}

  /** One of each kind, with ranks that differ where they may. */
  static List<OperatorFormat> all() {
    return List.of(
        format(FormatKind.DENSE, 1),
        format(FormatKind.KCP, 3, 2, 1, 2),
        format(FormatKind.CP, 3),
        format(FormatKind.TT, 1, 2, 3),
        format(FormatKind.TR, 1, 2, 1, 3, 2, 2, 1),
        format(FormatKind.BT, 2, 2, 1, 3),
        format(FormatKind.HT, 1, 2, 3, 2, 2));
  }

  private static OperatorFormat format(FormatKind kind, int terms, Integer... ranks) {
    return OperatorFormat.of(
        kind, new FormatShape(List.of(2, 3, 2), List.of(4, 1, 2), terms, List.of(ranks)));
  }

  /** Random modes, terms and ranks; 1 to 4 modes, extents from 1 on. */
  static OperatorFormat random(FormatKind kind, Random random) {
    int modes = 1 + random.nextInt(4);
    boolean free = kind == FormatKind.DENSE || kind == FormatKind.TR;
    List<Integer> in = numbers(random, modes);
    List<Integer> rows = numbers(random, free ? 1 + random.nextInt(4) : modes);
    boolean terms = kind == FormatKind.KCP || kind == FormatKind.CP || kind == FormatKind.BT;
    List<Integer> ranks = new ArrayList<>();
    for (int i = 0; i < RankRules.names(kind, in.size(), rows.size()).size(); i++) {
      ranks.add(1 + random.nextInt(largest(kind, in, rows, i)));
    }
    return OperatorFormat.of(
        kind, new FormatShape(in, rows, terms ? 1 + random.nextInt(3) : 1, ranks));
  }

  /** At most 3, and what the rules allow. */
  private static int largest(FormatKind kind, List<Integer> in, List<Integer> rows, int i) {
    return switch (kind) {
      case KCP -> Math.min(3, Math.max(in.get(i), rows.get(i)));
      case BT -> Math.min(3, in.get(i) * rows.get(i));
      case HT -> i < in.size() ? Math.min(3, in.get(i) * rows.get(i)) : 1;
      case TT -> {
        long left = FormatShape.product(in.subList(0, i + 1));
        left *= FormatShape.product(rows.subList(0, i + 1));
        long right = FormatShape.product(in.subList(i + 1, in.size()));
        right *= FormatShape.product(rows.subList(i + 1, rows.size()));
        yield (int) Math.min(3, Math.min(left, right));
      }
      default -> 3;
    };
  }

  private static List<Integer> numbers(Random random, int count) {
    return random.ints(count, 1, 6).boxed().toList();
  }
}
