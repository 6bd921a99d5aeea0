package org.kcpfpga.rnn;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.tensor.Tensor;

/**
 * Sequences of several lengths, and the state that each starts from.
 *
 * @param inputs [sequences, steps, N], float32; of sequence s only the first lengths[s] steps count
 * @param lengths from 1 to steps
 * @param h [sequences, M], from -1 to 1, or zeros
 * @param c [sequences, M], likewise
 */
record OnnxBatch(Tensor inputs, int[] lengths, Tensor h, Tensor c) {
  private static final int MOST_SEQUENCES = 4;
  private static final int MOST_STEPS = 12;

  static OnnxBatch random(SplittableRandom r, Model model, boolean fromZero) {
    int sequences = 1 + r.nextInt(MOST_SEQUENCES);
    int steps = 1 + r.nextInt(MOST_STEPS);
    Tensor inputs = RandomDesigns.inputs(r, sequences, steps, model.inSize());
    for (int i = 0; i < inputs.size(); i++) {
      inputs.values()[i] = (float) (4 * inputs.values()[i] - 2);
    }
    int[] lengths = r.ints(sequences, 1, steps + 1).toArray();
    Tensor h = state(r, sequences, model.hiddenSize(), fromZero);
    return new OnnxBatch(inputs, lengths, h, state(r, sequences, model.hiddenSize(), fromZero));
  }

  private static Tensor state(SplittableRandom r, int sequences, int size, boolean zero) {
    Tensor state = Tensor.zeros(sequences, size);
    for (int i = 0; i < state.size() && !zero; i++) {
      state.values()[i] = (float) r.nextDouble(-1, 1);
    }
    return state;
  }

  /** The same with every sequence as long as the batch. */
  OnnxBatch whole() {
    int[] all = new int[sequences()];
    Arrays.fill(all, steps());
    return new OnnxBatch(inputs, all, h, c);
  }

  int sequences() {
    return inputs.extent(0);
  }

  int steps() {
    return inputs.extent(1);
  }

  /** The first step of all sequences, then the second of all: [steps, sequences, N]. */
  Tensor stepMajor() {
    int n = inputs.extent(2);
    Tensor moved = Tensor.zeros(steps(), sequences(), n);
    for (int s = 0; s < sequences(); s++) {
      for (int t = 0; t < steps(); t++) {
        System.arraycopy(input(s, t), 0, moved.values(), (t * sequences() + s) * n, n);
      }
    }
    return moved;
  }

  Tensor lengthTensor() {
    return Tensor.of(new int[] {lengths.length}, Arrays.stream(lengths).asDoubleStream().toArray());
  }

  /** The vector of step t of sequence s. */
  double[] input(int s, int t) {
    return row(inputs, s * steps() + t, inputs.extent(2));
  }

  /** What sequence s starts from; c is empty unless the cell is an LSTM. */
  FloatCell.State start(int s, CellKind cell) {
    int size = h.extent(1);
    boolean both = cell.keepsCell();
    return new FloatCell.State(row(h, s, size), both ? row(c, s, size) : new double[0]);
  }

  private static double[] row(Tensor tensor, int row, int size) {
    return Arrays.copyOfRange(tensor.values(), row * size, (row + 1) * size);
  }
}
