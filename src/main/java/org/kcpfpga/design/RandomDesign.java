package org.kcpfpga.design;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;

/**
 * Seeded random designs of every kind: 1 to 6 modes of 1 to 24, up to 8 terms and ranks up to 8,
 * all cells, widths from 4 to 18 bits, lanes or a budget, any bus that feeds them, several
 * sequences, full matrices as factors, compact or not.
 */
public final class RandomDesign {
  private static final int MODES = OperatorShape.MAX_MODES;
  private static final int MODE = 24;
  private static final int TERMS = 8;
  private static final int RANK = 8;
  private static final int SEQUENCES = 4;

  /** The largest N, M and K * R_1 * ... * R_d, which bound the time of a co-simulation. */
  private static final int INPUT = 360;

  private static final int HIDDEN = 40;
  private static final int LATENTS = 96;

  private final SplittableRandom random;

  private RandomDesign(SplittableRandom random) {
    this.random = random;
  }

  /** The next design of a generator; the same generator gives the same designs. */
  public static Design of(SplittableRandom random, String name) {
    return of(random, CellKind.plainKinds(), name);
  }

  /** The next design of a generator, of one of these kinds. */
  public static Design of(SplittableRandom random, List<CellKind> kinds, String name) {
    return new RandomDesign(random).design(kinds.get(random.nextInt(kinds.size())), name);
  }

  private Design design(CellKind cell, String name) {
    int modes = 1 + random.nextInt(MODES);
    int[] in = modes(modes, INPUT);
    int[] out = modes(modes, HIDDEN);
    OperatorShape input = shape(in, out, cell.gates());
    int size = product(out);
    OperatorShape hidden = null;
    if (cell.recurrent()) {
      int hiddenModes = 1 + random.nextInt(MODES);
      hidden = shape(factors(size, hiddenModes), factors(size, hiddenModes), cell.gates());
    }
    boolean compact = random.nextInt(3) == 0;
    boolean budget = random.nextInt(compact ? 2 : 3) == 0;
    int multipliers = 1 + random.nextInt(compact && random.nextBoolean() ? 2 : 40);
    int lanes = pick(divisors(in[modes - 1]));
    int bus = budget ? 0 : bus(product(in), lanes);
    return new Design(
            name,
            cell,
            input,
            hidden,
            new Lanes(budget ? 0 : lanes, budget ? multipliers : 0, bus, pick(divisors(size))),
            bits(),
            cell.recurrent() ? 1 + random.nextInt(SEQUENCES) : 1,
            new Implementation(
                random.nextInt(3) == 0,
                counters(),
                compact,
                random.nextInt(3) == 0 ? 512 : Implementation.BLOCK_BITS))
        .checked(name);
  }

  /** Half of the buses are as wide as the lanes. */
  private int bus(int size, int lanes) {
    int[] wide = IntStream.of(divisors(size)).filter(b -> b >= lanes && b <= 64).toArray();
    return wide.length == 0 || random.nextBoolean() ? 0 : pick(wide);
  }

  private BitWidths bits() {
    int[] widths = random.ints(4, BitWidths.MIN, BitWidths.MAX + 1).toArray();
    return new BitWidths(widths[0], widths[1], widths[2], widths[3]);
  }

  /** Half of the designs have narrow counters, which come to their ends. */
  private CounterBits counters() {
    if (random.nextBoolean()) {
      return CounterBits.DEFAULT;
    }
    int span = CounterBits.MAX - CounterBits.MIN + 1;
    return new CounterBits(
        CounterBits.MIN + random.nextInt(span), CounterBits.MIN + random.nextInt(span));
  }

  private int[] modes(int count, int largest) {
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
  private int[] factors(int size, int count) {
    int[] factors = new int[count];
    int rest = size;
    for (int i = 0; i < count - 1; i++) {
      factors[i] = pick(divisors(rest));
      rest /= factors[i];
    }
    factors[count - 1] = rest;
    return shuffled(factors);
  }

  private OperatorShape shape(int[] in, int[] out, int gates) {
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

  private int pick(int[] from) {
    return from[random.nextInt(from.length)];
  }

  private static int[] divisors(int n) {
    return IntMath.divisors(n);
  }

  private static int product(int[] values) {
    return Arrays.stream(values).reduce(1, (a, b) -> a * b);
  }
}
