package org.kcpfpga.datasets.source;

import java.util.Arrays;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Tensor;

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
  public Tensor labels() {
    return data.labels();
  }

  @Override
  public LabelledInputs all() {
    return data;
  }

  @Override
  public DataPart normalised(Normalisation normalisation) {
    return new ArrayPart(new LabelledInputs(normalisation.apply(data.inputs()), data.labels()));
  }

  @Override
  public double[] sequence(int sequence) {
    int each = steps() * inSize();
    return Arrays.copyOfRange(data.inputs().values(), sequence * each, (sequence + 1) * each);
  }
}
