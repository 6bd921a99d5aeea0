package org.kcpfpga.fixed;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.fixed.calibration.Quantiser;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/** Seeded random models of every cell, with random merged modes and widths. */
public final class RandomModels {
  private static final int MAX_TERMS = 8;
  private static final int MAX_RANK = 8;
  private static final int MAX_VECTOR = 48;

  /** Of one operator, so that BigInteger can carry them out. */
  private static final long MAX_MULTIPLICATIONS = 20_000;

  /**
   * A model and what its calibration sees.
   *
   * @param model float model, some of its modes merged
   * @param bits widths from 4 to 18
   * @param samples [1, 1 to 3, N], of any magnitude
   */
  public record Case(Model model, BitWidths bits, Tensor samples) {
    public QuantisedModel quantised() {
      return Quantiser.quantise(model, bits, samples);
    }

    /** Any N activations, or only those at the ends of their range. */
    int[] vector(SplittableRandom r, boolean extreme) {
      int end = 1 << (bits.activation() - 1);
      return r.ints(model.inSize(), -end, end)
          .map(value -> extreme ? (value < 0 ? -end : end - 1) : value)
          .toArray();
    }

    @Override
    public String toString() {
      return model.cell()
          + " "
          + bits
          + " input "
          + text(model.input())
          + " hidden "
          + (model.hidden() == null ? "none" : text(model.hidden()));
    }

    private static String text(KcpOperator operator) {
      return operator.shape() + " merged " + Arrays.toString(RandomModels.identity(operator));
    }
  }

  private RandomModels() {}

  /** The merged modes of an operator; index 0 is mode 1. */
  static boolean[] identity(KcpOperator operator) {
    boolean[] identity = new boolean[operator.shape().modes()];
    for (int mode = 1; mode <= identity.length; mode++) {
      identity[mode - 1] = operator.identity(mode);
    }
    return identity;
  }

  /** 1 to 6 modes, K and R_i from 1 to 8, any set of modes merged. */
  public static Case of(SplittableRandom r, CellKind cell) {
    while (true) {
      int modes = 1 + r.nextInt(OperatorShape.MAX_MODES);
      int[] out = modes(r, modes);
      OperatorShape w = shape(r, modes(r, modes), out, cell);
      OperatorShape u = cell.recurrent() ? hidden(r, product(out), cell) : null;
      boolean[] mergedW = flags(r, w);
      boolean[] mergedU = u == null ? null : flags(r, u);
      if (w.multiplications(mergedW) <= MAX_MULTIPLICATIONS
          && (u == null || u.multiplications(mergedU) <= MAX_MULTIPLICATIONS)) {
        Model model = biased(r, Model.random(cell, w, u, 0, r.nextLong()));
        return new Case(
            model.merged(mergedW, mergedU), RandomDesigns.bits(r), samples(r, model.inSize()));
      }
    }
  }

  /** With biases from 0.1 to 13, so that pre-activations reach their ends. */
  private static Model biased(SplittableRandom r, Model model) {
    double scale = Math.scalb(1.0, r.nextInt(8));
    scale(model.bias(), scale);
    if (model.hiddenBias() != null) {
      scale(model.hiddenBias(), scale);
    }
    return model;
  }

  private static void scale(Tensor tensor, double scale) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.values()[i] *= scale;
    }
  }

  private static Tensor samples(SplittableRandom r, int size) {
    double scale = Math.scalb(1.0, r.nextInt(-6, 7));
    Tensor samples = RandomDesigns.inputs(r, 1, 1 + r.nextInt(3), size);
    for (int i = 0; i < samples.size(); i++) {
      samples.values()[i] = scale * (2 * samples.values()[i] - 1);
    }
    return samples;
  }

  private static OperatorShape hidden(SplittableRandom r, int size, CellKind cell) {
    int modes = 1 + r.nextInt(OperatorShape.MAX_MODES);
    return shape(r, factors(r, size, modes), factors(r, size, modes), cell);
  }

  private static OperatorShape shape(SplittableRandom r, int[] in, int[] out, CellKind cell) {
    int[] rows = out.clone();
    rows[0] *= cell.gates();
    int[] ranks = new int[in.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = 1 + r.nextInt(Math.min(MAX_RANK, Math.max(in[i], rows[i])));
    }
    return new OperatorShape(in, rows, 1 + r.nextInt(MAX_TERMS), ranks);
  }

  private static boolean[] flags(SplittableRandom r, OperatorShape shape) {
    boolean[] flags = new boolean[shape.modes()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = r.nextInt(3) == 0;
    }
    return flags;
  }

  private static int[] modes(SplittableRandom r, int count) {
    while (true) {
      int[] modes = r.ints(count, 1, 9).toArray();
      if (product(modes) <= MAX_VECTOR) {
        return modes;
      }
    }
  }

  /** Random factors of {@code size}, {@code count} of them, ones included. */
  private static int[] factors(SplittableRandom r, int size, int count) {
    int[] factors = new int[count];
    Arrays.fill(factors, 1);
    for (int rest = size; rest > 1; ) {
      int factor = 2;
      while (rest % factor != 0) {
        factor++;
      }
      factors[r.nextInt(count)] *= factor;
      rest /= factor;
    }
    return factors;
  }

  private static int product(int[] values) {
    return Arrays.stream(values).reduce(1, (a, b) -> a * b);
  }
}
