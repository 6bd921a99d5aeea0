package org.kcpfpga.train;

import java.util.Map;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.graph.KcpTarget;
import org.kcpfpga.train.graph.NetworkShape;
import org.kcpfpga.train.step.Teacher;

/**
 * All that determines a training: the same one gives the same model, bit for bit, on as many
 * threads.
 *
 * @param shape of the network
 * @param recipe how
 * @param watch what is held back, and how long without progress
 * @param data sequences of N values a step, and their labels
 * @param initial parameters to begin with; every value a float32
 * @param target hardware of the fixed epochs; null if there are none
 * @param seed of everything random
 * @param teacher of the same sequences, whose outputs are learned too; null for none
 */
public record Training(
    NetworkShape shape,
    Recipe recipe,
    Watch watch,
    DataPart data,
    Map<String, Tensor> initial,
    KcpTarget target,
    long seed,
    Teacher teacher) {
  /** From labels alone. */
  public Training(
      NetworkShape shape,
      Recipe recipe,
      Watch watch,
      DataPart data,
      Map<String, Tensor> initial,
      KcpTarget target,
      long seed) {
    this(shape, recipe, watch, data, initial, target, seed, null);
  }

  /** Of sequences in memory: inputs [n, T, N], labels [n]. */
  public Training(
      NetworkShape shape,
      Recipe recipe,
      Watch watch,
      LabelledInputs data,
      Map<String, Tensor> initial,
      KcpTarget target,
      long seed) {
    this(shape, recipe, watch, DataPart.of(data), initial, target, seed, null);
  }

  /** Sequences that set the scales of the hardware: the first ones of the data. */
  public static final int CALIBRATION = 32;

  /**
   * When to end.
   *
   * @param share of the sequences that validate; with 0 the last epoch counts as the best
   * @param patience epochs without a better one after which a phase ends
   */
  public record Watch(double share, int patience) {}
}
