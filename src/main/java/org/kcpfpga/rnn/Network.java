package org.kcpfpga.rnn;

import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.Operator;
import org.kcpfpga.tensor.Tensor;

/**
 * One cell, its operators in any format, and an optional readout: what floating point runs. {@link
 * Model} is the one that hardware can have.
 */
public interface Network {
  /** The kind of cell, G gates. */
  CellKind cell();

  /** W, G*M x N. */
  Operator input();

  /** U, G*M x M, or null for {@link CellKind#LINEAR}. */
  Operator hidden();

  /** Biases, readout and normalisation. */
  CellTensors tensors();

  /** N, the length of an input vector. */
  default int inSize() {
    return input().inSize();
  }

  /** M, the number of hidden elements. */
  default int hiddenSize() {
    return input().rowSize() / gates();
  }

  /** G, the number of gates. */
  default int gates() {
    return cell().gates();
  }

  /** C, the number of classes, 0 without a readout. */
  default int classes() {
    return tensors().readoutWeight() == null ? 0 : tensors().readoutWeight().extent(0);
  }

  /** Raw inputs [.., N] as the operators see them. */
  default Tensor normalised(Tensor inputs) {
    return tensors().normalisation().apply(inputs);
  }

  /** The numbers of the input operator. */
  default long parametersInput() {
    return input().parameters();
  }

  /** The numbers of both operators; biases and readout do not count. */
  default long parametersCell() {
    return parametersInput() + (hidden() == null ? 0 : hidden().parameters());
  }

  /** G*M*(N + M), the multiplications of the same cell with dense matrices (N alone if linear). */
  default long denseMacs() {
    int width = inSize() + (hidden() == null ? 0 : hiddenSize());
    return (long) input().rowSize() * width;
  }

  /**
   * Checks that all parts fit together.
   *
   * @param inputRows rows_1 of the input operator, where the gates are
   * @param hiddenRows likewise of the hidden operator, 0 if there is none
   * @throws UserError naming the part that does not
   */
  static void require(Network network, int inputRows, int hiddenRows) {
    CellKind cell = network.cell();
    requireGates("input", cell, inputRows);
    requirePresence("hidden", network.hidden(), cell.recurrent(), cell);
    CellTensors tensors = network.tensors();
    requirePresence("hidden.bias", tensors.hiddenBias(), cell.splitCandidate(), cell);
    if (network.hidden() != null) {
      requireGates("hidden", cell, hiddenRows);
      int size = network.hiddenSize();
      requireSize("hidden.out", network.hidden().rowSize() / cell.gates(), size);
      requireSize("hidden.in", network.hidden().inSize(), size);
    }
    tensors.require(cell, network.input().rowSize(), network.inSize());
  }

  private static void requireGates(String name, CellKind cell, int rows) {
    if (rows % cell.gates() != 0) {
      throw UserError.at(
          name + ": rows of mode 1", rows, "a multiple of the " + cell.gates() + " gates");
    }
  }

  private static void requirePresence(String name, Object part, boolean wanted, CellKind cell) {
    if ((part != null) != wanted) {
      throw UserError.at(
          name,
          wanted ? "missing" : "present",
          (wanted ? "present" : "missing") + " for cell " + cell.jsonName());
    }
  }

  private static void requireSize(String name, int actual, int size) {
    if (actual != size) {
      throw UserError.at(name, "product " + actual, "product " + size + ", as of input.out");
    }
  }
}
