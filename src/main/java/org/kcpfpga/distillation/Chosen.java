package org.kcpfpga.distillation;

import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.tensor.Tensor;

/**
 * Some sequences of a part, which are asked for there.
 *
 * @param whole the part
 * @param numbers of the sequences
 * @param labels theirs, [as many]
 */
record Chosen(DataPart whole, int[] numbers, Tensor labels) implements DataPart {
  @Override
  public int count() {
    return numbers.length;
  }

  @Override
  public int steps() {
    return whole.steps();
  }

  @Override
  public int inSize() {
    return whole.inSize();
  }

  @Override
  public int label(int sequence) {
    return (int) labels.values()[sequence];
  }

  @Override
  public double[] sequence(int sequence) {
    return whole.sequence(numbers[sequence]);
  }
}
