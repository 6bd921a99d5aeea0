package org.kcpfpga.importer;

import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.Tensor;

/**
 * A recurrent layer of N inputs and M hidden units with dense weights, its G gates in the order of
 * {@link CellKind}.
 *
 * @param cell its kind
 * @param input W, [G*M, N]
 * @param hidden U, [G*M, M]
 * @param bias [G*M]
 * @param hiddenBias [G*M], added to U h, of a GRU whose reset comes after; else null
 * @param readout the classifier behind it, or null
 */
public record ImportedLayer(
    CellKind cell, Tensor input, Tensor hidden, Tensor bias, Tensor hiddenBias, Readout readout) {

  /**
   * A classifier of C classes on h.
   *
   * @param name what it is called in the file
   * @param weight [C, M]
   * @param bias [C], or null
   */
  public record Readout(String name, Tensor weight, Tensor bias) {
    /** C. */
    public int classes() {
      return weight.extent(0);
    }
  }

  /** N. */
  public int inSize() {
    return input.extent(1);
  }

  /** M. */
  public int hiddenSize() {
    return hidden.extent(1);
  }

  /** The entries of W. */
  public long parametersInput() {
    return input.size();
  }

  /** The entries of W and U; biases and read-out do not count. */
  public long parametersCell() {
    return parametersInput() + hidden.size();
  }

  ImportedLayer with(Readout other) {
    return new ImportedLayer(cell, input, hidden, bias, hiddenBias, other);
  }
}
