package org.kcpfpga.fixed;

import org.kcpfpga.common.UserError;

/**
 * The four configurable word widths, in bits, two's complement.
 *
 * @param activation inputs x and hidden values h
 * @param factor entries of U and V
 * @param latent every value between stages, pre-activations and gates
 * @param state the LSTM cell state c
 */
public record BitWidths(int activation, int factor, int latent, int state) {
  public static final int MIN = 4;
  public static final int MAX = 18;
  public static final BitWidths DEFAULT = new BitWidths(8, 8, 16, 16);

  public BitWidths {
    check("bits.activation", activation);
    check("bits.factor", factor);
    check("bits.latent", latent);
    check("bits.state", state);
  }

  private static void check(String name, int bits) {
    if (bits < MIN || bits > MAX) {
      throw UserError.at(name, bits, MIN + " to " + MAX + " bits");
    }
  }

  /**
   * Fraction bits of a pre-activation: its range is -8 to 8, where both gate functions are flat.
   */
  public int preFraction() {
    return latent - 4;
  }

  /** Fraction bits of a gate value: its range is -2 to 2, so that 1.0 is exact. */
  public int gateFraction() {
    return latent - 2;
  }

  /** Fraction bits of the hidden value of a recurrent cell, which lies between -1 and 1. */
  public int hiddenFraction() {
    return activation - 1;
  }
}
