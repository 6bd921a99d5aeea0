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
    for (long largest : RankRules.largest(kind, in, rows)) {
      ranks.add(1 + random.nextInt((int) Math.min(3, largest)));
    }
    return OperatorFormat.of(
        kind, new FormatShape(in, rows, terms ? 1 + random.nextInt(3) : 1, ranks));
  }

  private static List<Integer> numbers(Random random, int count) {
    return random.ints(count, 1, 6).boxed().toList();
  }
}
