package org.kcpfpga.train;

import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Tensor;

/** The normalisation that a data set asks for. */
public final class InputStatistics {
  private InputStatistics() {}

  /**
   * Mean and standard deviation of each input over all sequences and steps, as float32; an input
   * that never changes keeps its scale.
   *
   * @param data of which every sequence is asked for twice
   */
  public static Normalisation of(DataPart data) {
    int size = data.inSize();
    double count = (double) data.count() * data.steps();
    double[] average = new double[size];
    add(data, (input, x) -> average[input] += x);
    for (int j = 0; j < size; j++) {
      average[j] /= count;
    }
    double[] squares = new double[size];
    add(data, (input, x) -> squares[input] += (x - average[input]) * (x - average[input]));
    Tensor mean = Tensor.zeros(size);
    Tensor scale = Tensor.zeros(size);
    for (int j = 0; j < size; j++) {
      float deviation = (float) Math.sqrt(squares[j] / count);
      mean.values()[j] = (float) average[j];
      scale.values()[j] = deviation > 0 ? deviation : 1;
    }
    return new Normalisation(mean, scale);
  }

  /** Told of a value of an input. */
  private interface Sum {
    void add(int input, double x);
  }

  private static void add(DataPart data, Sum sum) {
    for (int i = 0; i < data.count(); i++) {
      double[] sequence = data.sequence(i);
      for (int at = 0; at < sequence.length; at++) {
        sum.add(at % data.inSize(), sequence[at]);
      }
    }
  }
}
