package org.kcpfpga.fixed.calibration;

import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.rnn.Model;

/** Chooses the scales of a model from the ranges that its values took on sample inputs. */
final class Calibration {
  /** Fraction bits that a sum may have whatever the bias is. */
  private static final int FINE_SUM = 24;

  private final Model model;
  private final BitWidths bits;
  private final Ranges ranges;

  Calibration(Model model, BitWidths bits, Ranges ranges) {
    this.model = model;
    this.bits = bits;
    this.ranges = ranges;
  }

  Scales scales() {
    int input = Quantiser.fraction(ranges.inputs(), bits.activation());
    int wanted = Quantiser.fraction(largestBias(), bits.latent());
    Operators operators = operators(input, largestSum(wanted));
    int sum = operators.sum();
    int bias = Math.max(sum - Scales.MAX_BIAS_ALIGN, Math.min(sum, wanted));
    return new Scales(input, operators.input, operators.hidden, bias, state(), output(sum));
  }

  /**
   * The largest bias, but no larger than what saturates a pre-activation whatever both operators
   * add: one huge bias would take the precision of all others, and clipped it does the same.
   */
  private double largestBias() {
    double largest = Biases.of(model).largest();
    if (!model.cell().recurrent()) {
      return largest;
    }
    double sums = last(ranges.input().expand()) + last(ranges.hidden().expand());
    double range = Math.scalb(1.0, bits.latent() - 1 - bits.preFraction());
    return Math.min(largest, range + Math.scalb(sums, Quantiser.HEADROOM));
  }

  private static double last(double[] stages) {
    return stages[stages.length - 1];
  }

  /** Both operators; {@code hidden} null for a linear cell. */
  private record Operators(Scales.Operator input, Scales.Operator hidden) {
    int sum() {
      return hidden == null ? input.sum() : Math.max(input.sum(), hidden.sum());
    }
  }

  /**
   * The most fraction bits of a sum, whose bias then does not clip; but sums finer than 2^-24
   * hardly move a pre-activation, so that no bias makes them coarser.
   */
  private static int largestSum(int biasFraction) {
    int unclipped = Math.max(FINE_SUM, biasFraction + Scales.MAX_BIAS_ALIGN);
    return Math.min(Scales.MAX_SUM_FRACTION, unclipped);
  }

  /**
   * Exact sums of which neither is finer than the other by more than {@link Scales#MAX_ALIGN}.
   *
   * @param largestSum the most fraction bits
   */
  private Operators operators(int inputFraction, int largestSum) {
    OperatorCalibration onX = new OperatorCalibration(model.input(), ranges.input(), bits);
    Scales.Operator input = onX.scales(inputFraction, largestSum);
    if (model.hidden() == null) {
      return new Operators(input, null);
    }
    OperatorCalibration onH = new OperatorCalibration(model.hidden(), ranges.hidden(), bits);
    Scales.Operator hidden =
        onH.scales(bits.hiddenFraction(), Math.min(largestSum, input.sum() + Scales.MAX_ALIGN));
    int largest = hidden.sum() + Scales.MAX_ALIGN;
    return new Operators(
        input.sum() > largest ? onX.scales(inputFraction, largest) : input, hidden);
  }

  private int state() {
    return model.cell().keepsCell()
        ? Math.min(
            Scales.MAX_STATE_FRACTION,
            Quantiser.fraction(ranges.state(), bits.state() - Quantiser.HEADROOM))
        : 0;
  }

  /** Finer than the sum of a linear cell by at most {@link Scales#MAX_ALIGN}, all of them zeros. */
  private int output(int sum) {
    return model.cell().recurrent()
        ? bits.hiddenFraction()
        : Math.min(
            sum + Scales.MAX_ALIGN,
            Quantiser.fraction(ranges.outputs(), bits.activation() - Quantiser.HEADROOM));
  }
}
