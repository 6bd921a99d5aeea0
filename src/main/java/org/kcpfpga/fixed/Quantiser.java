package org.kcpfpga.fixed;

import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.UserError;

/** Chooses the scales of a model from the ranges that calibration saw, and rounds its numbers. */
public final class Quantiser {
  /** Bits that a latent keeps free above the largest value that calibration saw. */
  private static final int HEADROOM = 1;

  /** The most bits by which the joint sum may be finer than one of its operands. */
  private static final int MAX_ALIGN = 10;

  /**
   * The most fraction bits of an exact sum. Smaller sums than 2^-24 move no pre-activation, and
   * with this bound every aligned sum stays far below 64 bits.
   */
  private static final int MAX_FRACTION = 24;

  /** The most bits by which the joint sum may be finer than the bias. */
  private static final int MAX_BIAS_ALIGN = 30;

  /** Bounds of every fraction that follows from a magnitude: beyond them numbers clip or vanish. */
  private static final int LIMIT = 40;

  private final Model model;
  private final BitWidths bits;
  private final Ranges ranges;

  private Quantiser(Model model, BitWidths bits, Ranges ranges) {
    this.model = model;
    this.bits = bits;
    this.ranges = ranges;
  }

  /**
   * The integers of a model.
   *
   * @param model an LSTM
   * @param bits word widths
   * @param samples inputs like those to come, [sequences, steps, N]
   */
  public static QuantisedModel quantise(Model model, BitWidths bits, Tensor samples) {
    if (model.cell() != CellKind.LSTM) {
      throw UserError.at("cell", model.cell().jsonName(), "lstm; fixed point of others is to come");
    }
    return new Quantiser(model, bits, Ranges.of(model, samples)).quantise();
  }

  private QuantisedModel quantise() {
    int inputFraction = fraction(ranges.inputs(), bits.activation());
    int hiddenFraction = bits.hiddenFraction();
    QuantisedOperator input = operator(model.input(), ranges.input(), inputFraction, MAX_FRACTION);
    QuantisedOperator hidden =
        operator(model.hidden(), ranges.hidden(), hiddenFraction, input.sumFraction() + MAX_ALIGN);
    if (input.sumFraction() > hidden.sumFraction() + MAX_ALIGN) {
      input =
          operator(model.input(), ranges.input(), inputFraction, hidden.sumFraction() + MAX_ALIGN);
    }
    int sumFraction = Math.max(input.sumFraction(), hidden.sumFraction());
    double largestBias = Ranges.largest(0, model.bias().values());
    int biasFraction =
        Math.max(
            sumFraction - MAX_BIAS_ALIGN,
            Math.min(sumFraction, fraction(largestBias, bits.latent())));
    int stateFraction = Math.min(MAX_FRACTION, fraction(ranges.state(), bits.state() - HEADROOM));
    return new QuantisedModel(
        model.cell(),
        bits,
        inputFraction,
        input,
        hidden,
        rounded(model.bias().values(), biasFraction, bits.latent()),
        stateFraction,
        CellScales.of(
            bits, input.sumFraction(), hidden.sumFraction(), biasFraction, stateFraction));
  }

  /** Follows the fraction through the stages; every shift is at least 0. */
  private QuantisedOperator operator(
      KcpOperator operator, Ranges.Stages seen, int inputFraction, int largestSumFraction) {
    OperatorShape shape = operator.shape();
    int modes = shape.modes();
    int[][] u = new int[modes][];
    int[][] v = new int[modes][];
    int[] contractShift = new int[modes];
    int[] expandShift = new int[modes];
    int[] contractFraction = new int[modes];
    int[] expandFraction = new int[modes];
    int[] uFraction = new int[modes];
    for (int mode = 1; mode <= modes; mode++) {
      uFraction[mode - 1] = fraction(operator.u(mode), bits.factor());
      u[mode - 1] = rounded(operator.u(mode).values(), uFraction[mode - 1], bits.factor());
    }
    int largestLatent = largestSumFraction - uFraction[modes - 1];
    int at = inputFraction;
    for (int mode = modes; mode >= 1; mode--) {
      int factor = fraction(operator.v(mode), bits.factor());
      v[mode - 1] = rounded(operator.v(mode).values(), factor, bits.factor());
      boolean last = mode == 1 && modes == 1;
      int next = latentFraction(seen.contract()[mode - 1], at + factor, last, largestLatent);
      contractShift[mode - 1] = at + factor - next;
      contractFraction[mode - 1] = next;
      at = next;
    }
    for (int mode = 1; mode < modes; mode++) {
      boolean last = mode == modes - 1;
      int sum = at + uFraction[mode - 1];
      int next = latentFraction(seen.expand()[mode - 1], sum, last, largestLatent);
      expandShift[mode - 1] = sum - next;
      expandFraction[mode - 1] = next;
      at = next;
    }
    expandFraction[modes - 1] = at + uFraction[modes - 1];
    return new QuantisedOperator(
        shape, u, v, contractShift, expandShift, contractFraction, expandFraction);
  }

  private int latentFraction(double largest, int available, boolean last, int largestLatent) {
    int wanted = Math.min(available, fraction(largest, bits.latent() - HEADROOM));
    return last ? Math.min(wanted, largestLatent) : wanted;
  }

  private static int fraction(Tensor factors, int bits) {
    return fraction(Ranges.largest(0, factors.values()), bits);
  }

  /**
   * The most fraction bits with which {@code bits} bits hold this magnitude without clipping, from
   * -40 to 40.
   */
  static int fraction(double largest, int bits) {
    if (largest == 0) {
      return bits - 1;
    }
    int fraction = bits - 2 - Math.getExponent(largest);
    double scaled = Math.floor(Math.scalb(largest, fraction) + 0.5);
    int exact = scaled > Rounding.max(bits) ? fraction - 1 : fraction;
    return Math.max(-LIMIT, Math.min(LIMIT, exact));
  }

  private static int[] rounded(double[] values, int fraction, int bits) {
    int[] rounded = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (int) Rounding.quantise(values[i], fraction, bits);
    }
    return rounded;
  }
}
