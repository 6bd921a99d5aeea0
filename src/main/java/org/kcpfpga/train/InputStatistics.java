package org.kcpfpga.train;

import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Tensor;

/** The normalisation that a data set asks for. */
public final class InputStatistics {
  private InputStatistics() {}

  /**
   * Mean and standard deviation of each input over all sequences and steps, as float32; an input
   * that never changes keeps its scale.
   *
   * @param inputs [n, T, N]
   */
  public static Normalisation of(Tensor inputs) {
    int size = inputs.extent(2);
    int count = inputs.size() / size;
    Tensor mean = Tensor.zeros(size);
    Tensor scale = Tensor.zeros(size);
    for (int j = 0; j < size; j++) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += inputs.values()[i * size + j];
      }
      double average = sum / count;
      double squares = 0;
      for (int i = 0; i < count; i++) {
        double off = inputs.values()[i * size + j] - average;
        squares += off * off;
      }
      float deviation = (float) Math.sqrt(squares / count);
      mean.values()[j] = (float) average;
      scale.values()[j] = deviation > 0 ? deviation : 1;
    }
    return new Normalisation(mean, scale);
  }
}
