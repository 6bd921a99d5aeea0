package org.kcpfpga.rnn;

import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/**
 * A network of one cell and an optional readout.
 *
 * @param cell the kind of cell, G gates
 * @param input W, G*M x N
 * @param hidden U, G*M x M, or null for {@link CellKind#LINEAR}
 * @param bias [G*M]
 * @param hiddenBias [G*M] for {@link CellKind#GRU} (added to U h), else null
 * @param readoutWeight [C, M] or null
 * @param readoutBias [C] or null; null if there is no weight
 */
public record Model(
    CellKind cell,
    KcpOperator input,
    KcpOperator hidden,
    Tensor bias,
    Tensor hiddenBias,
    Tensor readoutWeight,
    Tensor readoutBias) {

  /**
   * Checks that all parts fit together.
   *
   * @throws UserError naming the part that does not
   */
  public Model {
    int rows = input.shape().rowSize();
    requireGates("input", cell, input);
    int size = rows / cell.gates();
    requirePresence("hidden", hidden, cell.recurrent(), cell);
    requirePresence("hidden.bias", hiddenBias, cell.splitCandidate(), cell);
    if (hidden != null) {
      requireGates("hidden", cell, hidden);
      requireSize("hidden.out", hidden.shape().rowSize() / cell.gates(), size);
      requireSize("hidden.in", hidden.shape().inSize(), size);
    }
    bias.requireShape("bias", rows);
    if (hiddenBias != null) {
      hiddenBias.requireShape("hidden.bias", rows);
    }
    if (readoutWeight != null) {
      readoutWeight.requireShape("readout.weight", -1, size);
    }
    if (readoutBias != null) {
      if (readoutWeight == null) {
        throw UserError.at("readout.bias", "present", "a readout.weight with it");
      }
      readoutBias.requireShape("readout.bias", readoutWeight.extent(0));
    }
  }

  /**
   * Seeded random weights of the size that trained ones have; {@code classes} 0 for no readout.
   *
   * @param hidden null for {@link CellKind#LINEAR}
   * @throws UserError if the shapes do not fit the cell
   */
  public static Model random(
      CellKind cell, OperatorShape input, OperatorShape hidden, int classes, long seed) {
    return RandomModel.of(cell, input, hidden, classes, seed);
  }

  /**
   * The same network with merged modes; see {@link KcpOperator#merged}.
   *
   * @param inputModes by mode of the input operator
   * @param hiddenModes by mode of the hidden operator; not read for {@link CellKind#LINEAR}
   */
  public Model merged(boolean[] inputModes, boolean[] hiddenModes) {
    return new Model(
        cell,
        input.merged(inputModes),
        hidden == null ? null : hidden.merged(hiddenModes),
        bias,
        hiddenBias,
        readoutWeight,
        readoutBias);
  }

  private static void requireGates(String name, CellKind cell, KcpOperator operator) {
    int rows = operator.shape().rows(1);
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

  /** N, the length of an input vector. */
  public int inSize() {
    return input.shape().inSize();
  }

  /** M, the number of hidden elements. */
  public int hiddenSize() {
    return input.shape().rowSize() / gates();
  }

  /** G, the number of gates. */
  public int gates() {
    return cell.gates();
  }

  /** C, the number of classes, 0 without a readout. */
  public int classes() {
    return readoutWeight == null ? 0 : readoutWeight.extent(0);
  }

  /** The factor entries of the input operator. */
  public long parametersInput() {
    return input.shape().parameters();
  }

  /** The factor entries of both operators; biases and readout do not count. */
  public long parametersCell() {
    return parametersInput() + (hidden == null ? 0 : hidden.shape().parameters());
  }

  /** G*M*(N + M), the multiplications of the same cell with dense matrices (N alone if linear). */
  public long denseMacs() {
    int width = inSize() + (hidden == null ? 0 : hiddenSize());
    return (long) input.shape().rowSize() * width;
  }
}
