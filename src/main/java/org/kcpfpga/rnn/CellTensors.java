package org.kcpfpga.rnn;

import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/**
 * All of a network but its operators.
 *
 * @param bias [G*M]
 * @param hiddenBias [G*M], added to U h, for a cell that has it, else null
 * @param readoutWeight [C, M] or null
 * @param readoutBias [C] or null; null if there is no weight
 * @param normalisation of raw inputs
 */
public record CellTensors(
    Tensor bias,
    Tensor hiddenBias,
    Tensor readoutWeight,
    Tensor readoutBias,
    Normalisation normalisation) {

  /** Takes them out of a model file. */
  public static CellTensors read(ModelKeys keys, CellKind cell) {
    Tensor bias = keys.tensor("bias");
    Tensor hiddenBias = cell.splitCandidate() ? keys.tensor("hidden.bias") : null;
    // a linear cell has input.* and bias only
    Tensor weight = cell.recurrent() ? keys.optional("readout.weight") : null;
    Tensor readoutBias = cell.recurrent() ? keys.optional("readout.bias") : null;
    return new CellTensors(bias, hiddenBias, weight, readoutBias, normalisation(keys));
  }

  private static Normalisation normalisation(ModelKeys keys) {
    Tensor mean = keys.optional("normalisation.mean");
    Tensor scale = keys.optional("normalisation.scale");
    if (mean == null && scale == null) {
      return Normalisation.NONE;
    }
    return new Normalisation(
        mean == null ? Normalisation.NONE.mean() : mean,
        scale == null ? Normalisation.NONE.scale() : scale);
  }

  /** Adds them to the tensors of a model file. */
  public void put(Map<String, Tensor> tensors) {
    tensors.put("bias", bias);
    tensors.put("hidden.bias", hiddenBias);
    tensors.put("readout.weight", readoutWeight);
    tensors.put("readout.bias", readoutBias);
    if (!normalisation.none()) {
      tensors.put("normalisation.mean", normalisation.mean());
      tensors.put("normalisation.scale", normalisation.scale());
    }
    tensors.values().removeIf(tensor -> tensor == null);
  }

  /**
   * Checks the shapes.
   *
   * @param rows G*M
   * @param inputs N
   * @throws UserError naming the tensor that does not fit
   */
  void require(CellKind cell, int rows, int inputs) {
    bias.requireShape("bias", rows);
    if (hiddenBias != null) {
      hiddenBias.requireShape("hidden.bias", rows);
    }
    if (readoutWeight != null) {
      readoutWeight.requireShape("readout.weight", -1, rows / cell.gates());
    }
    if (readoutBias != null) {
      if (readoutWeight == null) {
        throw UserError.at("readout.bias", "present", "a readout.weight with it");
      }
      readoutBias.requireShape("readout.bias", readoutWeight.extent(0));
    }
    normalisation.require(inputs);
  }
}
