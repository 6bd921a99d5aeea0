package org.kcpfpga.format.model;

import java.util.List;
import java.util.Random;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.CellTensors;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Tensor;

/** Networks of 12 = 2,3,2 inputs, 4 = 2,1,2 hidden units and 3 classes. */
public final class FormatModels {
  private FormatModels() {}

  /** Both operators in one format. */
  public static FormatModel of(CellKind cell, FormatKind kind, Random random) {
    return of(cell, kind, kind, random);
  }

  static FormatModel of(CellKind cell, FormatKind input, FormatKind hidden, Random random) {
    List<Integer> rows = List.of(2 * cell.gates(), 1, 2);
    int size = 4 * cell.gates();
    boolean recurrent = cell.recurrent();
    CellTensors tensors =
        new CellTensors(
            normal(random, size),
            cell.splitCandidate() ? normal(random, size) : null,
            recurrent ? normal(random, 3, 4) : null,
            recurrent ? normal(random, 3) : null,
            new Normalisation(normal(random, 12), Tensor.of(new int[] {1}, new double[] {0.5})));
    return new FormatModel(
        cell,
        operator(input, List.of(2, 3, 2), rows, random),
        recurrent ? operator(hidden, List.of(2, 1, 2), rows, random) : null,
        tensors);
  }

  private static FormatOperator operator(
      FormatKind kind, List<Integer> in, List<Integer> rows, Random random) {
    boolean terms = kind == FormatKind.KCP || kind == FormatKind.CP || kind == FormatKind.BT;
    List<Integer> ranks =
        switch (kind) {
          case DENSE, CP -> List.of();
          case KCP, BT -> List.of(2, 1, 2);
          case TT -> List.of(2, 3);
          case TR -> List.of(2, 1, 2, 3, 1, 2);
          case HT -> List.of(2, 1, 3, 2);
        };
    FormatShape shape = new FormatShape(in, rows, terms ? 3 : 1, ranks);
    return FormatOperator.initial(OperatorFormat.of(kind, shape), random);
  }

  private static Tensor normal(Random random, int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.values()[i] = (float) random.nextGaussian();
    }
    return tensor;
  }

  /** Raw inputs [2, 3, 12]. */
  public static Tensor inputs(Random random) {
    return normal(random, 2, 3, 12);
  }
}
