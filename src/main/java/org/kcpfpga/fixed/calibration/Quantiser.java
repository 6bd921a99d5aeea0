package org.kcpfpga.fixed.calibration;

import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/** Rounds the numbers of a model to scales, which calibration chooses from sample inputs. */
public final class Quantiser {
  /**
   * Bits that a latent, a state or a linear output keeps free above the largest value that
   * calibration saw.
   */
  static final int HEADROOM = 1;

  private Quantiser() {}

  /**
   * The integers of a model, with the scales that the samples ask for.
   *
   * @param model of any cell, with or without merged modes
   * @param bits word widths
   * @param samples inputs like those to come, [sequences, steps, N]
   */
  public static QuantisedModel quantise(Model model, BitWidths bits, Tensor samples) {
    return quantise(model, bits, new Calibration(model, bits, Ranges.of(model, samples)).scales());
  }

  /**
   * The integers of a model, with scales that were chosen before.
   *
   * @throws UserError if no hardware can be built for these scales
   */
  public static QuantisedModel quantise(Model model, BitWidths bits, Scales scales) {
    scales.checked(model, bits);
    Scales.Operator hidden = scales.hiddenOperator();
    Model balanced = scales.balanced(model);
    Biases biases = Biases.of(model);
    int inputSum = scales.inputOperator().sum();
    CellScales.Fractions fractions =
        new CellScales.Fractions(
            inputSum,
            hidden == null ? inputSum : hidden.sum(),
            scales.bias(),
            scales.state(),
            scales.output());
    return new QuantisedModel(
        model.cell(),
        bits,
        new QuantisedModel.Fractions(scales.input(), scales.state(), scales.output()),
        OperatorRounding.of(balanced.input(), scales.inputOperator(), scales.input(), bits),
        hidden == null
            ? null
            : OperatorRounding.of(balanced.hidden(), hidden, bits.hiddenFraction(), bits),
        rounded(biases.joint(), scales.bias(), bits),
        biases.candidate() == null ? null : rounded(biases.candidate(), scales.bias(), bits),
        CellScales.of(model.cell(), bits, fractions));
  }

  /**
   * The scales with which a core computes a model best: factors are balanced, and rounded so that
   * each takes up the errors of the others, where samples show that this is nearer to the model
   * than rounding them as they are. Any core of the shape can hold what comes of them.
   *
   * @param samples inputs like those to come, [sequences, steps, N]
   */
  public static Scales scales(Model model, BitWidths bits, Tensor samples) {
    return Refinement.of(model, bits, samples);
  }

  /**
   * The most fraction bits with which {@code bits} bits hold these values without clipping, from
   * -40 to 40: from -2^(bits-1) to 2^(bits-1) - 1 units.
   */
  static int fraction(double[] values, int bits) {
    double most = 0;
    double least = 0;
    for (double value : values) {
      most = Math.max(most, value);
      least = Math.min(least, value);
    }
    int fraction = fraction(Math.max(most, -least), bits);
    boolean finer =
        least < 0
            && !Rounding.clips(least, fraction + 1, bits)
            && !Rounding.clips(most, fraction + 1, bits);
    return finer ? Math.min(Scales.LIMIT, fraction + 1) : fraction;
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
    return Math.max(-Scales.LIMIT, Math.min(Scales.LIMIT, exact));
  }

  private static int[] rounded(double[] bias, int fraction, BitWidths bits) {
    return Rounding.quantise(bias, fraction, bits.latent());
  }
}
