package org.kcpfpga.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.step.Adam;

/**
 * Where a training is. What is random is a function of the seed and of the place, so that this is
 * all that a checkpoint holds.
 */
final class TrainingState {
  /** Changed in place by every step. */
  Map<String, Tensor> parameters;

  Adam adam;

  /** The epoch and the batch that come next, from 0. */
  Place place = new Place(0, 0);

  /** Of the epoch that runs, up to the place. */
  Sums sums = new Sums(0, 0, 0);

  /** Of the phase that runs; null before its first epoch is done. */
  Best best;

  /** Epochs since then. */
  int waited;

  /** Scales of the hardware; null in floating point. */
  Scales scales;

  /** The best of floating point, once the fixed epochs have begun. */
  Best floating;

  private TrainingState(Map<String, Tensor> parameters, Adam adam) {
    this.parameters = parameters;
    this.adam = adam;
  }

  /** A place: the epoch and the batch that come next, from 0. */
  record Place(int epoch, int batch) {}

  /** Sums over the sequences that an epoch has seen. */
  record Sums(double loss, long correct, long sequences) {
    Sums plus(double batchLoss, int right, int count) {
      return new Sums(loss + batchLoss * count, correct + right, sequences + count);
    }
  }

  /** The best epoch so far: its number from 1, its parameters, and its scales or null. */
  record Best(int epoch, Map<String, Tensor> parameters, Score score, Scales scales) {}

  /** Before the first step; the parameters are copied. */
  static TrainingState begin(Map<String, Tensor> initial) {
    Map<String, Tensor> parameters = copy(initial);
    return new TrainingState(parameters, Adam.of(parameters));
  }

  /** As it was. */
  static TrainingState of(Map<String, Tensor> parameters, Adam adam) {
    return new TrainingState(parameters, adam);
  }

  static Map<String, Tensor> copy(Map<String, Tensor> tensors) {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    tensors.forEach((name, t) -> copy.put(name, Tensor.of(t.shape(), t.values().clone())));
    return copy;
  }
}
