package org.kcpfpga.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.Training.Watch;
import org.kcpfpga.train.graph.KcpTarget;
import org.kcpfpga.train.graph.NetworkShape;
import org.kcpfpga.train.step.Batches.Dropout;

/** Small trainings: three classes of sequences, each with a pattern of its own under noise. */
final class Toys {
  static final int CLASSES = 3;
  private static final int STEPS = 4;

  private Toys() {}

  static LabelledInputs data(int sequences, long seed) {
    Random patterns = new Random(1);
    double[][] pattern = new double[CLASSES][STEPS * 6];
    for (double[] one : pattern) {
      for (int i = 0; i < one.length; i++) {
        one[i] = patterns.nextBoolean() ? 1 : 0;
      }
    }
    Random noise = new Random(seed);
    Tensor inputs = Tensor.zeros(sequences, STEPS, 6);
    Tensor labels = Tensor.zeros(sequences);
    for (int s = 0; s < sequences; s++) {
      int label = s % CLASSES;
      labels.values()[s] = label;
      for (int i = 0; i < STEPS * 6; i++) {
        inputs.values()[s * STEPS * 6 + i] =
            (float) (pattern[label][i] + 0.3 * noise.nextGaussian());
      }
    }
    return new LabelledInputs(inputs, labels);
  }

  static NetworkShape shape(CellKind cell) {
    List<Integer> rows = List.of(2 * cell.gates(), 4);
    return new NetworkShape(
        cell,
        OperatorFormat.uniform(FormatKind.KCP, List.of(2, 3), rows, 2, 2),
        OperatorFormat.uniform(FormatKind.KCP, List.of(2, 4), rows, 2, 2),
        CLASSES);
  }

  static KcpTarget target(CellKind cell, BitWidths bits) {
    int[] rows = {2 * cell.gates(), 4};
    int[] ranks = {2, 2};
    return new KcpTarget(
        cell,
        new OperatorShape(new int[] {2, 3}, rows, 2, ranks),
        new OperatorShape(new int[] {2, 4}, rows, 2, ranks),
        new MergedModes(new boolean[] {false, true}, new boolean[2]),
        bits);
  }

  static Recipe recipe(int epochs, int fixedEpochs) {
    return new Recipe(epochs, fixedEpochs, 16, 0.02, 0.1, 1e-3, 1, new Dropout(0.1, 0.1));
  }

  /** With steps enough to learn the toy. */
  static Recipe eager(int epochs, int fixedEpochs) {
    return new Recipe(epochs, fixedEpochs, 8, 0.03, 0.1, 1e-3, 1, new Dropout(0, 0));
  }

  /** An LSTM on 90 sequences. */
  static Training training(Recipe recipe, BitWidths bits, long seed) {
    NetworkShape shape = shape(CellKind.LSTM);
    return new Training(
        shape,
        recipe,
        new Watch(0.2, 100),
        data(90, 7),
        Initial.parameters(shape, seed),
        bits == null ? null : target(CellKind.LSTM, bits),
        seed);
  }

  /** Copies, so that a test can change one. */
  static Map<String, Tensor> copy(Map<String, Tensor> tensors) {
    return new LinkedHashMap<>(TrainingState.copy(tensors));
  }
}
