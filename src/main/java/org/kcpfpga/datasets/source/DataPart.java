package org.kcpfpga.datasets.source;

import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.tensor.Tensor;

/** Sequences of one length with their labels. */
public interface DataPart {
  /** How many sequences, at least 1. */
  int count();

  /** Steps of each sequence, at least 1. */
  int steps();

  /** N, values of a step. */
  int inSize();

  /** The class of a sequence, from 0. */
  int label(int sequence);

  /**
   * One sequence: steps * N finite values, row-major.
   *
   * @throws UserError naming the file that is wrong
   */
  double[] sequence(int sequence);

  /**
   * All sequences and labels as arrays.
   *
   * @return inputs [count, steps, N], labels [count]
   * @throws UserError if they are 2^31 values or more
   */
  default LabelledInputs all() {
    long values = Tensor.sizeOf(count(), steps(), inSize());
    if (values > Integer.MAX_VALUE - 8) {
      throw UserError.at(
          "data", count() + " x " + steps() + " x " + inSize(), "below 2^31 values in one array");
    }
    Tensor inputs = Tensor.zeros(count(), steps(), inSize());
    Tensor labels = Tensor.zeros(count());
    int each = steps() * inSize();
    for (int i = 0; i < count(); i++) {
      System.arraycopy(sequence(i), 0, inputs.values(), i * each, each);
      labels.values()[i] = label(i);
    }
    return new LabelledInputs(inputs, labels);
  }
}
