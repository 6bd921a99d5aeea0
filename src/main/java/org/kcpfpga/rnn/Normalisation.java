package org.kcpfpga.rnn;

import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/**
 * What is done to raw inputs before the network sees them: x' = (x - mean) / scale.
 *
 * @param mean [N], or [1] for all inputs alike
 * @param scale [N] or [1], above 0
 */
public record Normalisation(Tensor mean, Tensor scale) {
  /** Inputs as they are. */
  public static final Normalisation NONE =
      new Normalisation(
          Tensor.of(new int[] {1}, new double[] {0}), Tensor.of(new int[] {1}, new double[] {1}));

  /**
   * Checks what can be checked without the network.
   *
   * @throws UserError naming the tensor, if a scale is not above 0
   */
  public Normalisation {
    mean.requireShape("normalisation.mean", -1).requireFinite("normalisation.mean");
    scale.requireShape("normalisation.scale", -1).requireFinite("normalisation.scale");
    for (int i = 0; i < scale.size(); i++) {
      if (scale.values()[i] <= 0) {
        throw UserError.at("normalisation.scale[" + i + "]", scale.values()[i], "a number above 0");
      }
    }
  }

  /** Whether inputs stay as they are. */
  public boolean none() {
    return equals(NONE);
  }

  /**
   * Checks that there is one number, or one for each input.
   *
   * @throws UserError naming the tensor
   */
  void require(int inputs) {
    require("normalisation.mean", mean, inputs);
    require("normalisation.scale", scale, inputs);
  }

  private static void require(String name, Tensor tensor, int inputs) {
    if (tensor.size() != 1) {
      tensor.requireShape(name, inputs);
    }
  }

  /**
   * Normalised inputs.
   *
   * @param inputs [.., N], not changed
   * @throws UserError if a normalised value is not finite
   */
  public Tensor apply(Tensor inputs) {
    if (none()) {
      return inputs;
    }
    Tensor result = Tensor.zeros(inputs.shape());
    int size = inputs.extent(inputs.rank() - 1);
    for (int i = 0; i < result.size(); i++) {
      int j = i % size;
      // x' = (x - mean) / scale
      result.values()[i] = (inputs.values()[i] - of(mean, j)) / of(scale, j);
    }
    return result.requireFinite("normalised inputs");
  }

  private static double of(Tensor tensor, int input) {
    return tensor.values()[tensor.size() == 1 ? 0 : input];
  }
}
