package org.kcpfpga.design;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.kcp.OperatorShape;

/** Seeded random modes, terms and ranks of operators. */
final class RandomShapes {
  private static final int MODE = 24;
  private static final int TERMS = 8;
  private static final int RANK = 8;

  /** The largest K * R_1 * ... * R_d, which bounds the time of a co-simulation. */
  private static final int LATENTS = 96;

  private final SplittableRandom random;

  RandomShapes(SplittableRandom random) {
    this.random = random;
  }

  /** Modes of a vector whose product is at most {@code largest}. */
  int[] modes(int count, int largest) {
    int[] modes = new int[count];
    int rest = largest;
    for (int i = 0; i < count; i++) {
      int most = Math.min(MODE, rest);
      modes[i] =
          random.nextInt(3) == 0 ? 1 + random.nextInt(Math.min(3, most)) : 1 + random.nextInt(most);
      rest /= modes[i];
    }
    return shuffled(modes);
  }

  /** Random factors of {@code size}, ones included. */
  int[] factors(int size, int count) {
    int[] factors = new int[count];
    int rest = size;
    for (int i = 0; i < count - 1; i++) {
      factors[i] = pick(IntMath.divisors(rest));
      rest /= factors[i];
    }
    factors[count - 1] = rest;
    return shuffled(factors);
  }

  /** A shape whose rows are the outputs of all gates. */
  OperatorShape shape(int[] in, int[] out, int gates) {
    int[] rows = out.clone();
    rows[0] *= gates;
    while (true) {
      int terms = 1 + random.nextInt(TERMS);
      int[] ranks = new int[in.length];
      for (int i = 0; i < ranks.length; i++) {
        boolean whole = random.nextInt(8) == 0 && rows[i] <= RANK;
        int most = Math.min(RANK, Math.max(in[i], rows[i]));
        ranks[i] = whole ? rows[i] : 1 + random.nextInt(most);
      }
      if (terms * product(ranks) <= LATENTS) {
        return new OperatorShape(in, rows, terms, ranks);
      }
    }
  }

  private int[] shuffled(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int held = values[i];
      values[i] = values[other];
      values[other] = held;
    }
    return values;
  }

  /** One of them. */
  int pick(int[] from) {
    return from[random.nextInt(from.length)];
  }

  static int product(int[] values) {
    return Arrays.stream(values).reduce(1, (a, b) -> a * b);
  }
}
