package org.kcpfpga.rnn;

import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/**
 * A network of KCP operators: one cell and an optional readout.
 *
 * @param cell the kind of cell, G gates
 * @param input W, G*M x N
 * @param hidden U, G*M x M, or null for {@link CellKind#LINEAR}
 * @param bias [G*M]
 * @param hiddenBias [G*M] for {@link CellKind#GRU} (added to U h), else null
 * @param readoutWeight [C, M] or null
 * @param readoutBias [C] or null; null if there is no weight
 * @param normalisation of raw inputs
 */
public record Model(
    CellKind cell,
    KcpOperator input,
    KcpOperator hidden,
    Tensor bias,
    Tensor hiddenBias,
    Tensor readoutWeight,
    Tensor readoutBias,
    Normalisation normalisation)
    implements Network {

  /**
   * Checks that all parts fit together.
   *
   * @throws UserError naming the part that does not
   */
  public Model(
      CellKind cell,
      KcpOperator input,
      KcpOperator hidden,
      Tensor bias,
      Tensor hiddenBias,
      Tensor readoutWeight,
      Tensor readoutBias,
      Normalisation normalisation) {
    this.cell = cell;
    this.input = input;
    this.hidden = hidden;
    this.bias = bias;
    this.hiddenBias = hiddenBias;
    this.readoutWeight = readoutWeight;
    this.readoutBias = readoutBias;
    this.normalisation = normalisation;
    int hiddenRows = hidden == null ? 0 : hidden.shape().rows(1);
    Network.require(this, input.shape().rows(1), hiddenRows);
  }

  /** A model of raw inputs as they are. */
  public Model(
      CellKind cell,
      KcpOperator input,
      KcpOperator hidden,
      Tensor bias,
      Tensor hiddenBias,
      Tensor readoutWeight,
      Tensor readoutBias) {
    this(cell, input, hidden, bias, hiddenBias, readoutWeight, readoutBias, Normalisation.NONE);
  }

  /** A model of these parts. */
  public static Model of(
      CellKind cell, KcpOperator input, KcpOperator hidden, CellTensors tensors) {
    return new Model(
        cell,
        input,
        hidden,
        tensors.bias(),
        tensors.hiddenBias(),
        tensors.readoutWeight(),
        tensors.readoutBias(),
        tensors.normalisation());
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

  @Override
  public CellTensors tensors() {
    return new CellTensors(bias, hiddenBias, readoutWeight, readoutBias, normalisation);
  }

  /**
   * The same network with merged modes; see {@link KcpOperator#merged}.
   *
   * @param inputModes by mode of the input operator
   * @param hiddenModes by mode of the hidden operator; not read for {@link CellKind#LINEAR}
   */
  public Model merged(boolean[] inputModes, boolean[] hiddenModes) {
    return of(
        cell,
        input.merged(inputModes),
        hidden == null ? null : hidden.merged(hiddenModes),
        tensors());
  }
}
