package org.kcpfpga;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.Implementation;
import org.kcpfpga.design.Lanes;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.TestSeed;

/** Seeded random designs and models for them, shared by the tests of several packages. */
public final class RandomDesigns {
  private static final int BUDGET = 40;

  /** Of so few multipliers the cell shares some. */
  private static final int SMALL_BUDGET = 6;

  private static final int BUS = 64;

  /** The cells of designs that kept tables draw first, whatever cells there are besides. */
  public static final List<CellKind> ONE_PASS =
      List.of(CellKind.LSTM, CellKind.GRU, CellKind.RNN, CellKind.LINEAR);

  /** As above, of cells whose step takes two passes. */
  public static final List<CellKind> TWO_PASSES = List.of(CellKind.GRU_RESET_BEFORE, CellKind.MGU);

  /**
   * How large a design may be.
   *
   * @param modes most modes of an operator
   * @param mode largest n_i and m_i
   * @param terms largest K
   * @param rank largest R_i
   * @param vector largest N and M
   * @param latents largest K * R_1 * ... * R_d
   */
  public record Limits(int modes, int mode, int terms, int rank, int vector, int latents) {
    /** Small enough to be computed with BigInteger, element by element. */
    public static final Limits SMALL = new Limits(4, 7, 3, 3, 48, 96);
  }

  private RandomDesigns() {}

  /** A generator whose seed is printed, and taken back with {@code -Dseed=N}. */
  public static SplittableRandom random(String test, long usual) {
    return new SplittableRandom(TestSeed.random(test, usual).nextLong());
  }

  /** A small LSTM with one sequence, lanes given, of any widths. */
  public static Design design(SplittableRandom r) {
    Design any = design(r, CellKind.LSTM, Limits.SMALL);
    int p = pick(r, divisors(any.fibreSize()));
    return Design.of(
        any.name(), any.cell(), any.input(), any.hidden(), p, any.lanes().output(), any.bits());
  }

  /**
   * A design within limits, of any cell; see {@link #design(SplittableRandom, CellKind, Limits)}.
   */
  public static Design design(SplittableRandom r, Limits limits) {
    return design(r, CellKind.plainKinds(), limits);
  }

  /** A design within limits, of one of these cells. */
  public static Design design(SplittableRandom r, List<CellKind> cells, Limits limits) {
    return design(r, cells.get(r.nextInt(cells.size())), limits);
  }

  /**
   * A design within limits: any p that divides n_d or a budget, any bus that feeds it, any q that
   * divides M, widths 4 to 18, up to 4 sequences; now and then R_i = rows_i, a full matrix.
   */
  public static Design design(SplittableRandom r, CellKind cell, Limits limits) {
    int modes = 1 + r.nextInt(limits.modes());
    int[] in = modes(r, modes, limits);
    int[] out = modes(r, modes, limits);
    int size = product(out);
    OperatorShape input = shape(r, in, gated(out, cell), limits);
    OperatorShape hidden = null;
    if (cell.recurrent()) {
      int hiddenModes = 1 + r.nextInt(limits.modes());
      int[] rows = gated(factors(r, size, hiddenModes), cell);
      hidden = shape(r, factors(r, size, hiddenModes), rows, limits);
    }
    boolean budget = r.nextInt(4) == 0;
    int p = budget ? 0 : pick(r, divisors(in[modes - 1]));
    int bus = r.nextBoolean() ? 0 : bus(r, product(in), p);
    int q = pick(r, divisors(size));
    int sequences = cell.recurrent() ? 1 + r.nextInt(4) : 1;
    int multipliers = budget ? 1 + r.nextInt(r.nextBoolean() ? SMALL_BUDGET : BUDGET) : 0;
    int lanes = cell.recurrent() ? hiddenLanes(in, q, budget ? multipliers : q) : 1;
    return new Design(
            "random",
            cell,
            input,
            hidden,
            new Lanes(p, multipliers, 0, 0, bus, q, lanes),
            bits(r),
            sequences,
            Implementation.DEFAULT)
        .checked("random");
  }

  /** Elements of h at once; drawn from the shape, so that a seed gives what it always gave. */
  private static int hiddenLanes(int[] in, int outputs, int most) {
    int[] choices = IntStream.of(divisors(outputs)).filter(lanes -> lanes <= most).toArray();
    return pick(new SplittableRandom(Arrays.hashCode(in) + outputs), choices);
  }

  /** A divisor of N from p on. */
  private static int bus(SplittableRandom r, int size, int lanes) {
    int least = Math.max(1, lanes);
    int most = Math.max(least, BUS);
    int[] wide = IntStream.of(divisors(size)).filter(b -> b >= least && b <= most).toArray();
    return pick(r, wide);
  }

  /** An LSTM of given modes; {@code out} is without the gate factor. */
  public static Design design(
      int[] in, int[] out, int[] hidden, int terms, int rank, int lanes, BitWidths bits) {
    OperatorShape x =
        new OperatorShape(in, gated(out, CellKind.LSTM), terms, ranks(in.length, rank));
    OperatorShape h =
        new OperatorShape(hidden, gated(hidden, CellKind.LSTM), terms, ranks(hidden.length, rank));
    return Design.of("chosen", CellKind.LSTM, x, h, lanes, 1, bits);
  }

  /** A random model for a design, calibrated on two sequences of three random vectors. */
  public static Deployment deployment(Design design, long seed) {
    Model model = Model.random(design.cell(), design.input(), design.hidden(), 0, seed);
    return Deployment.of(design, model, inputs(new SplittableRandom(seed), 2, 3, design.inSize()));
  }

  /** Uniform values in [0, 1), [sequences, steps, N]. */
  public static Tensor inputs(SplittableRandom r, int sequences, int steps, int size) {
    double[] values = r.doubles((long) sequences * steps * size).toArray();
    return Tensor.of(new int[] {sequences, steps, size}, values);
  }

  /** All widths from 4 to 18. */
  public static BitWidths bits(SplittableRandom r) {
    return new BitWidths(r.nextInt(4, 19), r.nextInt(4, 19), r.nextInt(4, 19), r.nextInt(4, 19));
  }

  private static OperatorShape shape(SplittableRandom r, int[] in, int[] rows, Limits limits) {
    while (true) {
      int terms = 1 + r.nextInt(limits.terms());
      int[] ranks = new int[in.length];
      for (int i = 0; i < ranks.length; i++) {
        boolean whole = r.nextInt(8) == 0 && rows[i] <= limits.rank();
        int most = Math.min(limits.rank(), Math.max(in[i], rows[i]));
        ranks[i] = whole ? rows[i] : 1 + r.nextInt(most);
      }
      if (terms * product(ranks) <= limits.latents()) {
        return new OperatorShape(in, rows, terms, ranks);
      }
    }
  }

  private static int[] modes(SplittableRandom r, int count, Limits limits) {
    int[] modes = new int[count];
    int rest = limits.vector();
    for (int i = 0; i < count; i++) {
      int most = Math.min(limits.mode(), rest);
      // Now and then small, so that something is left for the others.
      modes[i] = 1 + r.nextInt(r.nextBoolean() ? Math.min(3, most) : most);
      rest /= modes[i];
    }
    return shuffled(r, modes);
  }

  private static int[] shuffled(SplittableRandom r, int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = r.nextInt(i + 1);
      int held = values[i];
      values[i] = values[other];
      values[other] = held;
    }
    return values;
  }

  /** Random factors of {@code size}, {@code count} of them, ones included. */
  private static int[] factors(SplittableRandom r, int size, int count) {
    int[] factors = new int[count];
    int rest = size;
    for (int i = 0; i < count - 1; i++) {
      factors[i] = pick(r, divisors(rest));
      rest /= factors[i];
    }
    factors[count - 1] = rest;
    return shuffled(r, factors);
  }

  private static int[] gated(int[] out, CellKind cell) {
    int[] rows = out.clone();
    rows[0] *= cell.gates();
    return rows;
  }

  private static int[] ranks(int count, int rank) {
    int[] ranks = new int[count];
    Arrays.fill(ranks, rank);
    return ranks;
  }

  private static int pick(SplittableRandom r, int[] from) {
    return from[r.nextInt(from.length)];
  }

  private static int[] divisors(int n) {
    return IntStream.rangeClosed(1, n).filter(i -> n % i == 0).toArray();
  }

  private static int product(int[] values) {
    return Arrays.stream(values).reduce(1, (a, b) -> a * b);
  }
}
