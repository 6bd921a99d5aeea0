package org.kcpfpga.datasets.source;

import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Tensor;

/** Sequences of one length with their labels. */
public interface DataPart {
  /** Sequences in memory. */
  static DataPart of(LabelledInputs data) {
    return new ArrayPart(data);
  }

  /** Whether so many values may stay in memory: they take at most a quarter of it. */
  static boolean fits(long values) {
    return values <= Runtime.getRuntime().maxMemory() / 4 / Double.BYTES
        && values <= Integer.MAX_VALUE - 8;
  }

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

  /** All labels, [count]. */
  default Tensor labels() {
    Tensor labels = Tensor.zeros(count());
    for (int i = 0; i < count(); i++) {
      labels.values()[i] = label(i);
    }
    return labels;
  }

  /** The inputs of the first sequences, [at most many, steps, N]. */
  default Tensor first(int many) {
    int some = Math.min(many, count());
    int each = steps() * inSize();
    Tensor inputs = Tensor.zeros(some, steps(), inSize());
    for (int i = 0; i < some; i++) {
      System.arraycopy(sequence(i), 0, inputs.values(), i * each, each);
    }
    return inputs;
  }

  /** The same sequences, in memory if they may stay there. */
  default DataPart near() {
    return fits(Tensor.sizeOf(count(), steps(), inSize())) ? of(all()) : this;
  }

  /** The same sequences, as a network with this normalisation sees them. */
  default DataPart normalised(Normalisation normalisation) {
    return normalisation.none() ? this : new Normalised(this, normalisation);
  }

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
    return new LabelledInputs(first(count()), labels());
  }

  /**
   * Sequences as a network sees them.
   *
   * @param raw as they are
   * @param normalisation that is applied whenever one is asked for
   */
  record Normalised(DataPart raw, Normalisation normalisation) implements DataPart {
    @Override
    public int count() {
      return raw.count();
    }

    @Override
    public int steps() {
      return raw.steps();
    }

    @Override
    public int inSize() {
      return raw.inSize();
    }

    @Override
    public int label(int sequence) {
      return raw.label(sequence);
    }

    @Override
    public double[] sequence(int sequence) {
      int[] shape = {steps(), inSize()};
      return normalisation.apply(Tensor.of(shape, raw.sequence(sequence))).values();
    }
  }
}
