package org.kcpfpga.train.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.Readout;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.step.Batch;

/** Small networks, and their loss by the float reference, which knows matrices only. */
final class Networks {
  static final int CLASSES = 3;

  private Networks() {}

  /** 6 inputs, 4 hidden units; of a linear cell 4 outputs. */
  static NetworkShape shape(CellKind cell, FormatKind kind) {
    OperatorFormat input = format(kind, cell, List.of(2, 3));
    OperatorFormat hidden = cell.recurrent() ? format(kind, cell, List.of(2, 2)) : null;
    return new NetworkShape(cell, input, hidden, cell.recurrent() ? CLASSES : 4);
  }

  private static OperatorFormat format(FormatKind kind, CellKind cell, List<Integer> in) {
    List<Integer> rows = List.of(2 * cell.gates(), 2);
    int terms = List.of(FormatKind.KCP, FormatKind.CP, FormatKind.BT).contains(kind) ? 2 : 1;
    return OperatorFormat.uniform(kind, in, rows, terms, 2);
  }

  /** A matrix. */
  static OperatorFormat matrix(int rows, int columns) {
    return OperatorFormat.of(
        FormatKind.DENSE, new FormatShape(List.of(columns), List.of(rows), 1, List.of()));
  }

  /** Random parameters of the size that training begins with; every one is a float32. */
  static Map<String, Tensor> parameters(NetworkShape shape, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> all = new LinkedHashMap<>();
    for (Map.Entry<String, int[]> entry : shape.parameters().entrySet()) {
      Tensor tensor = Tensor.zeros(entry.getValue());
      for (int i = 0; i < tensor.size(); i++) {
        tensor.values()[i] = (float) (0.7 * random.nextGaussian());
      }
      all.put(entry.getKey(), tensor);
    }
    return all;
  }

  /** Random sequences; x in -1..1. */
  static Batch batch(NetworkShape shape, int sequences, int steps, long seed) {
    Random random = new Random(seed);
    double[] x = new double[steps * sequences * shape.inSize()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (2 * random.nextDouble() - 1);
    }
    int[] labels = random.ints(sequences, 0, CLASSES).toArray();
    return new Batch(sequences, steps, x, null, labels);
  }

  /** The inputs of a batch, [B, T, N]. */
  static Tensor inputs(Batch batch) {
    int size = batch.x().length / batch.steps() / batch.sequences();
    Tensor inputs = Tensor.zeros(batch.sequences(), batch.steps(), size);
    for (int t = 0; t < batch.steps(); t++) {
      for (int b = 0; b < batch.sequences(); b++) {
        int from = (t * batch.sequences() + b) * size;
        int to = (b * batch.steps() + t) * size;
        System.arraycopy(batch.x(), from, inputs.values(), to, size);
      }
    }
    return inputs;
  }

  /** The same network with W and U as matrices. */
  static Model dense(NetworkShape shape, Map<String, Tensor> parameters) {
    return new Model(
        shape.cell(),
        matrix("input", shape.input(), parameters),
        shape.hidden() == null ? null : matrix("hidden", shape.hidden(), parameters),
        parameters.get("bias"),
        parameters.get("hidden.bias"),
        parameters.get("readout.weight"),
        parameters.get("readout.bias"));
  }

  private static KcpOperator matrix(
      String name, OperatorFormat format, Map<String, Tensor> parameters) {
    List<Tensor> cores = new ArrayList<>();
    NetworkShape.coreNames(name, format).forEach(core -> cores.add(parameters.get(core)));
    FormatOperator operator = new FormatOperator(format, cores);
    int n = format.inSize();
    int rows = format.rowSize();
    Tensor v = Tensor.zeros(1, n, rows);
    for (int j = 0; j < n; j++) {
      double[] unit = new double[n];
      unit[j] = 1;
      System.arraycopy(operator.apply(unit), 0, v.values(), j * rows, rows);
    }
    Tensor u = Tensor.zeros(1, rows, rows);
    for (int i = 0; i < rows; i++) {
      u.values()[i * rows + i] = 1;
    }
    OperatorShape shape = new OperatorShape(new int[] {n}, new int[] {rows}, 1, new int[] {rows});
    return new KcpOperator(shape, List.of(u), List.of(v));
  }

  /** Mean cross-entropy in double precision. */
  static double loss(NetworkShape shape, Map<String, Tensor> parameters, Batch batch) {
    Model model = dense(shape, parameters);
    Tensor hidden = FloatNetwork.run(model, inputs(batch));
    Tensor logits = shape.cell().recurrent() ? Readout.logits(model, hidden) : last(hidden);
    double loss = 0;
    for (int b = 0; b < batch.sequences(); b++) {
      double sum = 0;
      for (int c = 0; c < logits.extent(1); c++) {
        sum += Math.exp(logits.at(b, c));
      }
      loss += Math.log(sum) - logits.at(b, batch.labels()[b]);
    }
    return loss / batch.sequences();
  }

  private static Tensor last(Tensor hidden) {
    Tensor last = Tensor.zeros(hidden.extent(0), hidden.extent(2));
    for (int b = 0; b < last.extent(0); b++) {
      for (int e = 0; e < last.extent(1); e++) {
        last.values()[b * last.extent(1) + e] = hidden.at(b, hidden.extent(1) - 1, e);
      }
    }
    return last;
  }
}
