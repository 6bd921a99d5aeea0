package org.kcpfpga.fixed;

import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/** Chooses the scales of a model from the ranges that calibration saw, and rounds its numbers. */
public final class Quantiser {
  /**
   * Bits that a latent, a state or a linear output keeps free above the largest value that
   * calibration saw.
   */
  static final int HEADROOM = 1;

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
   * @param model of any cell, with or without merged modes
   * @param bits word widths
   * @param samples inputs like those to come, [sequences, steps, N]
   */
  public static QuantisedModel quantise(Model model, BitWidths bits, Tensor samples) {
    return new Quantiser(model, bits, Ranges.of(model, samples)).quantise();
  }

  private QuantisedModel quantise() {
    int inputFraction = fraction(ranges.inputs(), bits.activation());
    Operators operators = operators(inputFraction);
    int sumFraction = operators.sumFraction();
    Biases biases = Biases.of(model);
    int biasFraction =
        Math.max(
            sumFraction - MAX_BIAS_ALIGN,
            Math.min(sumFraction, fraction(biases.largest(), bits.latent())));
    int stateFraction = stateFraction();
    int outputFraction = outputFraction(sumFraction);
    CellScales.Fractions fractions =
        new CellScales.Fractions(
            operators.input().sumFraction(),
            operators.hiddenSumFraction(),
            biasFraction,
            stateFraction,
            outputFraction);
    return new QuantisedModel(
        model.cell(),
        bits,
        inputFraction,
        operators.input(),
        operators.hidden(),
        rounded(biases.joint(), biasFraction),
        biases.candidate() == null ? null : rounded(biases.candidate(), biasFraction),
        stateFraction,
        outputFraction,
        CellScales.of(model.cell(), bits, fractions));
  }

  /** Both operators in integers; {@code hidden} null for a linear cell. */
  private record Operators(QuantisedOperator input, QuantisedOperator hidden) {
    int hiddenSumFraction() {
      return hidden == null ? input.sumFraction() : hidden.sumFraction();
    }

    int sumFraction() {
      return Math.max(input.sumFraction(), hiddenSumFraction());
    }
  }

  /** Exact sums of which neither is finer than the other by more than {@link #MAX_ALIGN} bits. */
  private Operators operators(int inputFraction) {
    OperatorQuantiser onX = new OperatorQuantiser(model.input(), ranges.input(), bits);
    QuantisedOperator input = onX.quantised(inputFraction, MAX_FRACTION);
    if (model.hidden() == null) {
      return new Operators(input, null);
    }
    OperatorQuantiser onH = new OperatorQuantiser(model.hidden(), ranges.hidden(), bits);
    QuantisedOperator hidden =
        onH.quantised(bits.hiddenFraction(), input.sumFraction() + MAX_ALIGN);
    int largest = hidden.sumFraction() + MAX_ALIGN;
    return new Operators(
        input.sumFraction() > largest ? onX.quantised(inputFraction, largest) : input, hidden);
  }

  private int stateFraction() {
    return model.cell() == CellKind.LSTM
        ? Math.min(MAX_FRACTION, fraction(ranges.state(), bits.state() - HEADROOM))
        : 0;
  }

  /** Finer than the sum of a linear cell by at most {@link #MAX_ALIGN} bits, all of them zeros. */
  private int outputFraction(int sumFraction) {
    return model.cell() == CellKind.LINEAR
        ? Math.min(
            sumFraction + MAX_ALIGN, fraction(ranges.outputs(), bits.activation() - HEADROOM))
        : bits.hiddenFraction();
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

  private int[] rounded(double[] bias, int fraction) {
    return Rounding.quantise(bias, fraction, bits.latent());
  }
}
