package org.kcpfpga.datasets.source;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.NpyRows;
import org.kcpfpga.tensor.Tensor;

/**
 * Sequences of a .npy file that stay there until they are asked for.
 *
 * @param file where they are, for messages
 * @param rows its sequences
 * @param labels [count]
 */
record NpyPart(Path file, NpyRows rows, Tensor labels) implements DataPart {
  /**
   * Checks every value once.
   *
   * @param size N; -1 for any
   * @param labels gives those of so many sequences
   */
  static NpyPart of(Path file, NpyRows rows, int size, IntFunction<Tensor> labels) {
    int[] shape = rows.shape();
    if (shape.length != 3 || (size >= 0 && shape[2] != size)) {
      String wanted = "shape [any, any, " + (size < 0 ? "any" : size) + "]";
      throw UserError.at(file.toString(), "shape " + Arrays.toString(shape), wanted);
    }
    NpyPart part = new NpyPart(file, rows, labels.apply(shape[0]));
    for (int i = 0; i < shape[0]; i++) {
      part.sequence(i);
    }
    return part;
  }

  @Override
  public int count() {
    return rows.shape()[0];
  }

  @Override
  public int steps() {
    return rows.shape()[1];
  }

  @Override
  public int inSize() {
    return rows.shape()[2];
  }

  @Override
  public int label(int sequence) {
    return (int) labels.values()[sequence];
  }

  @Override
  public double[] sequence(int sequence) {
    double[] values = rows.row(sequence);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        String index = "[" + sequence + "," + i / inSize() + "," + i % inSize() + "]";
        throw UserError.at(file + index, values[i], "a finite number");
      }
    }
    return values;
  }
}
