package org.kcpfpga;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.Design;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.TestSeed;

/** Seeded random LSTM designs and models for them, shared by the tests of several packages. */
public final class RandomDesigns {
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

  /** A small design of any widths. */
  public static Design design(SplittableRandom r) {
    return design(r, Limits.SMALL);
  }

  /** A design within limits: any p that divides n_d, any q that divides M, widths 4 to 18. */
  public static Design design(SplittableRandom r, Limits limits) {
    int modes = 1 + r.nextInt(limits.modes());
    int[] in = modes(r, modes, limits);
    int[] out = modes(r, modes, limits);
    int size = product(out);
    int hiddenModes = 1 + r.nextInt(limits.modes());
    OperatorShape input = shape(r, in, out, limits);
    OperatorShape hidden =
        shape(r, factors(r, size, hiddenModes), factors(r, size, hiddenModes), limits);
    int p = pick(r, divisors(in[modes - 1]));
    int q = pick(r, divisors(size));
    return new Design("random", CellKind.LSTM, input, hidden, p, q, bits(r), 1, false);
  }

  /** A design of given modes; {@code out} is without the gate factor. */
  public static Design design(
      int[] in, int[] out, int[] hidden, int terms, int rank, int lanes, BitWidths bits) {
    OperatorShape x = new OperatorShape(in, gated(out), terms, ranks(in.length, rank));
    OperatorShape h = new OperatorShape(hidden, gated(hidden), terms, ranks(hidden.length, rank));
    return new Design("chosen", CellKind.LSTM, x, h, lanes, 1, bits, 1, false);
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

  private static OperatorShape shape(SplittableRandom r, int[] in, int[] out, Limits limits) {
    int[] rows = gated(out);
    while (true) {
      int terms = 1 + r.nextInt(limits.terms());
      int[] ranks = new int[in.length];
      for (int i = 0; i < ranks.length; i++) {
        ranks[i] = 1 + r.nextInt(Math.min(limits.rank(), Math.max(in[i], rows[i])));
      }
      if (terms * product(ranks) <= limits.latents()) {
        return new OperatorShape(in, rows, terms, ranks);
      }
    }
  }

  private static int[] modes(SplittableRandom r, int count, Limits limits) {
    while (true) {
      int[] modes = r.ints(count, 1, limits.mode() + 1).toArray();
      if (product(modes) <= limits.vector()) {
        return modes;
      }
    }
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
    return factors;
  }

  private static int[] gated(int[] out) {
    int[] rows = out.clone();
    rows[0] *= CellKind.LSTM.gates();
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
