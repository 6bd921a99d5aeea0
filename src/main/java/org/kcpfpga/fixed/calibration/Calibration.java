package org.kcpfpga.fixed.calibration;

import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.rnn.Model;

/** Chooses the scales of a model from the ranges that its values took on sample inputs. */
final class Calibration {
  /** Fraction bits that a sum may have whatever the bias is. */
  private static final int FINE_SUM = 24;

  private final Model model;
  private final BitWidths bits;
  private final Ranges ranges;

  private final boolean anyCore;

  /** Scales of the model as it is. */
  Calibration(Model model, BitWidths bits, Ranges ranges) {
    this(model, bits, ranges, false);
  }

  private Calibration(Model model, BitWidths bits, Ranges ranges, boolean anyCore) {
    this.model = model;
    this.bits = bits;
    this.ranges = ranges;
    this.anyCore = anyCore;
  }

  /** Scales that a loadable core can hold too; a balance may make an operator smaller or larger. */
  static Calibration ofAnyCore(Model model, BitWidths bits, Ranges ranges) {
    return new Calibration(model, bits, ranges, true);
  }

  Scales scales() {
    int input = input();
    int wanted = Quantiser.fraction(largestBias(), bits.latent());
    Operators operators = operators(input, largestSum(wanted));
    int sum = operators.sum();
    int bias = Math.max(sum - Scales.MAX_BIAS_ALIGN, Math.min(sum, wanted));
    return new Scales(input, operators.input, operators.hidden, bias, state(), output(sum));
  }

  /** One bit more than holds all inputs, where clipping then costs less than rounding. */
  private int input() {
    double[] inputs = ranges.samples().values();
    int width = bits.activation();
    int fitting = Quantiser.fraction(inputs, width);
    boolean finer =
        fitting < Scales.LIMIT
            && Rounding.squares(inputs, fitting + 1, width)
                < Rounding.squares(inputs, fitting, width);
    return finer ? fitting + 1 : fitting;
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
    Scales.Operator input = onX(inputFraction, largestSum);
    if (model.hidden() == null) {
      return new Operators(input, null);
    }
    int largestHidden = Math.min(largestSum, input.sum() + Scales.MAX_ALIGN);
    Scales.Operator hidden =
        of(model.hidden(), ranges.hidden(), bits.hiddenFraction(), largestHidden);
    int largest = hidden.sum() + Scales.MAX_ALIGN;
    return new Operators(input.sum() > largest ? onX(inputFraction, largest) : input, hidden);
  }

  private Scales.Operator onX(int inputFraction, int largestSum) {
    return of(model.input(), ranges.input(), inputFraction, largestSum);
  }

  /**
   * Scales of one operator. Where no core holds its shifts, sums are beyond what saturates a gate,
   * or all zero: it then stands for one that is so much smaller or larger.
   */
  private Scales.Operator of(KcpOperator o, Ranges.Stages seen, int vectors, int largestSum) {
    int mostShift = anyCore ? Scales.MAX_SHIFT : Scales.FAR;
    Scales.Operator scales =
        new OperatorCalibration(o, seen, bits, mostShift).scales(vectors, largestSum);
    int leastSum = bits.preFraction() + Scales.MIN_PRE_SHIFT;
    boolean recurrent = model.cell().recurrent();
    int sum = Math.min(largestSum, recurrent ? Math.max(leastSum, scales.sum()) : scales.sum());
    return anyCore && sum != scales.sum() ? scales.smaller(sum - scales.sum(), o) : scales;
  }

  private int state() {
    if (!model.cell().keepsCell()) {
      return 0;
    }
    int fitting = Quantiser.fraction(ranges.state(), bits.state() - Quantiser.HEADROOM);
    int least = bits.gateFraction() - Scales.MAX_STATE_ALIGN;
    return Math.max(least, Math.min(Scales.MAX_STATE_FRACTION, fitting));
  }

  /** Finer than the sum of a linear cell by at most {@link Scales#MAX_ALIGN}, all of them zeros. */
  private int output(int sum) {
    if (model.cell().recurrent()) {
      return bits.hiddenFraction();
    }
    int fitting = Quantiser.fraction(ranges.outputs(), bits.activation() - Quantiser.HEADROOM);
    return Math.max(sum - Scales.MAX_OUTPUT_SHIFT, Math.min(sum + Scales.MAX_ALIGN, fitting));
  }
}
