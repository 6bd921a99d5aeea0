package org.kcpfpga.fixed;

import org.kcpfpga.rnn.CellKind;

/**
 * A model as the hardware holds it: integers and shifts, nothing else.
 *
 * @param cell kind of cell
 * @param bits word widths
 * @param inputFraction fraction bits of x
 * @param input operator on x
 * @param hidden operator on h
 * @param bias one per gate and element, index gate * M + element, {@code bits.latent} bits wide
 * @param stateFraction fraction bits of c
 * @param scales shifts of the cell
 */
public record QuantisedModel(
    CellKind cell,
    BitWidths bits,
    int inputFraction,
    QuantisedOperator input,
    QuantisedOperator hidden,
    int[] bias,
    int stateFraction,
    CellScales scales) {

  /** M. */
  public int hiddenSize() {
    return bias.length / cell.gates();
  }

  /** An element of x as the activation that the stream carries. */
  public int quantiseInput(double value) {
    return (int) Rounding.quantise(value, inputFraction, bits.activation());
  }

  /** An element of h as a number. */
  public double hiddenValue(long value) {
    return Math.scalb((double) value, -bits.hiddenFraction());
  }
}
