package org.kcpfpga.datasets.source;

import java.util.Arrays;
import org.kcpfpga.datasets.LabelledInputs;

/**
 * Sequences in memory.
 *
 * @param data inputs [count, steps, N] and labels [count]
 */
record ArrayPart(LabelledInputs data) implements DataPart {
  @Override
  public int count() {
    return data.inputs().extent(0);
  }

  @Override
  public int steps() {
    return data.inputs().extent(1);
  }

  @Override
  public int inSize() {
    return data.inputs().extent(2);
  }

  @Override
  public int label(int sequence) {
    return (int) data.labels().values()[sequence];
  }

  @Override
  public double[] sequence(int sequence) {
    int each = steps() * inSize();
    return Arrays.copyOfRange(data.inputs().values(), sequence * each, (sequence + 1) * each);
  }
}
