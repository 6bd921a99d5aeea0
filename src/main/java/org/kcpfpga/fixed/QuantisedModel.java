package org.kcpfpga.fixed;

import org.kcpfpga.rnn.CellKind;

/**
 * A model as the hardware holds it: integers and shifts, nothing else.
 *
 * @param cell kind of cell
 * @param bits word widths
 * @param fractions fraction bits of the vectors
 * @param input operator on x
 * @param hidden operator on h; null for a linear cell
 * @param bias one per gate and element, index gate * M + element, {@code bits.latent} bits wide; of
 *     the gates r and z of a GRU both biases together
 * @param hiddenBias of the gate n of a GRU, [M], with the width and fraction of the bias; else null
 * @param scales shifts of the cell
 */
public record QuantisedModel(
    CellKind cell,
    BitWidths bits,
    Fractions fractions,
    QuantisedOperator input,
    QuantisedOperator hidden,
    int[] bias,
    int[] hiddenBias,
    CellScales scales) {

  /**
   * Fraction bits of the vectors that the stream and the cell carry.
   *
   * @param input of x
   * @param state of c; 0 unless the cell is an LSTM
   * @param output of the output vector
   */
  public record Fractions(int input, int state, int output) {}

  /** M. */
  public int hiddenSize() {
    return bias.length / cell.gates();
  }

  /** The same model with other operators. */
  public QuantisedModel with(QuantisedOperator onInput, QuantisedOperator onHidden) {
    return new QuantisedModel(cell, bits, fractions, onInput, onHidden, bias, hiddenBias, scales);
  }

  /** The same model with other shifts of the cell. */
  public QuantisedModel with(CellScales others) {
    return new QuantisedModel(cell, bits, fractions, input, hidden, bias, hiddenBias, others);
  }

  /** An element of x as the activation that the stream carries. */
  public int quantiseInput(double value) {
    return (int) Rounding.quantise(value, fractions.input(), bits.activation());
  }

  /** An element of the output vector as a number. */
  public double hiddenValue(long value) {
    return Math.scalb((double) value, -fractions.output());
  }
}
