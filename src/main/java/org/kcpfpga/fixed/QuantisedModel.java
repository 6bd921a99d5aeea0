package org.kcpfpga.fixed;

import org.kcpfpga.rnn.CellKind;

/**
 * A model as the hardware holds it: integers and shifts, nothing else.
 *
 * @param cell kind of cell
 * @param bits word widths
 * @param inputFraction fraction bits of x
 * @param input operator on x
 * @param hidden operator on h; null for a linear cell
 * @param bias one per gate and element, index gate * M + element, {@code bits.latent} bits wide; of
 *     the gates r and z of a GRU both biases together
 * @param hiddenBias of the gate n of a GRU, [M], with the width and fraction of the bias; else null
 * @param stateFraction fraction bits of c; 0 unless the cell is an LSTM
 * @param outputFraction fraction bits of the output vector
 * @param scales shifts of the cell
 */
public record QuantisedModel(
    CellKind cell,
    BitWidths bits,
    int inputFraction,
    QuantisedOperator input,
    QuantisedOperator hidden,
    int[] bias,
    int[] hiddenBias,
    int stateFraction,
    int outputFraction,
    CellScales scales) {

  /** M. */
  public int hiddenSize() {
    return bias.length / cell.gates();
  }

  /** An element of x as the activation that the stream carries. */
  public int quantiseInput(double value) {
    return (int) Rounding.quantise(value, inputFraction, bits.activation());
  }

  /** An element of the output vector as a number. */
  public double hiddenValue(long value) {
    return Math.scalb((double) value, -outputFraction);
  }
}
