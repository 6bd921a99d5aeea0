package org.kcpfpga.importer;

import org.kcpfpga.rnn.CellDefinition.Equations;
import org.kcpfpga.tensor.Tensor;

/**
 * An imported layer in plain loops, written from the equations of the ONNX operators and PyTorch's
 * documentation, not from the project's own cells.
 */
final class PlainCell {
  private final ImportedLayer layer;
  private final int n;
  private final int m;
  private final boolean hard;

  PlainCell(ImportedLayer layer) {
    this.layer = layer;
    this.n = layer.inSize();
    this.m = layer.hiddenSize();
    this.hard = layer.cell().jsonName().endsWith("hard_sigmoid");
  }

  /**
   * h of all steps, from a state of zeros.
   *
   * @param x [steps, sequences, N]
   * @return [steps, sequences, M]
   */
  Tensor run(Tensor x) {
    int sequences = x.extent(1);
    Tensor y = Tensor.zeros(x.extent(0), sequences, m);
    for (int s = 0; s < sequences; s++) {
      double[] h = new double[m];
      double[] c = new double[m];
      for (int t = 0; t < x.extent(0); t++) {
        double[] in = new double[n];
        for (int i = 0; i < n; i++) {
          in[i] = x.at(t, s, i);
        }
        h = step(in, h, c);
        System.arraycopy(h, 0, y.values(), (t * sequences + s) * m, m);
      }
    }
    return y;
  }

  /** W h + b of the last step, [sequences, C]. */
  Tensor logits(Tensor x) {
    Tensor y = run(x);
    ImportedLayer.Readout readout = layer.readout();
    Tensor logits = Tensor.zeros(x.extent(1), readout.classes());
    for (int s = 0; s < x.extent(1); s++) {
      for (int k = 0; k < readout.classes(); k++) {
        double sum = readout.bias() == null ? 0 : readout.bias().at(k);
        for (int j = 0; j < m; j++) {
          sum += readout.weight().at(k, j) * y.at(x.extent(0) - 1, s, j);
        }
        logits.values()[s * readout.classes() + k] = sum;
      }
    }
    return logits;
  }

  private double[] step(double[] x, double[] h, double[] c) {
    double[] next = new double[m];
    for (int j = 0; j < m; j++) {
      switch (layer.cell().equations()) {
        case LSTM -> {
          double i = sigma(row(0, j, x) + hidden(0, j, h));
          double f = sigma(row(1, j, x) + hidden(1, j, h));
          double g = Math.tanh(row(2, j, x) + hidden(2, j, h));
          double o = sigma(row(3, j, x) + hidden(3, j, h));
          c[j] = f * c[j] + i * g;
          next[j] = o * Math.tanh(c[j]);
        }
        case GRU, RESET_BEFORE -> {
          double z = sigma(row(1, j, x) + hidden(1, j, h));
          double r = sigma(row(0, j, x) + hidden(0, j, h));
          double candidate =
              layer.cell().equations() == Equations.RESET_BEFORE
                  ? Math.tanh(row(2, j, x) + hidden(2, j, reset(x, h)))
                  : Math.tanh(row(2, j, x) + r * hidden(2, j, h));
          next[j] = (1 - z) * candidate + z * h[j];
        }
        default -> next[j] = Math.tanh(row(0, j, x) + hidden(0, j, h));
      }
    }
    return next;
  }

  /** r h, all elements. */
  private double[] reset(double[] x, double[] h) {
    double[] kept = new double[m];
    for (int j = 0; j < m; j++) {
      kept[j] = sigma(row(0, j, x) + hidden(0, j, h)) * h[j];
    }
    return kept;
  }

  private double row(int gate, int j, double[] x) {
    double sum = layer.bias().at(gate * m + j);
    for (int i = 0; i < n; i++) {
      sum += layer.input().at(gate * m + j, i) * x[i];
    }
    return sum;
  }

  private double hidden(int gate, int j, double[] h) {
    double sum = layer.hiddenBias() == null ? 0 : layer.hiddenBias().at(gate * m + j);
    for (int i = 0; i < m; i++) {
      sum += layer.hidden().at(gate * m + j, i) * h[i];
    }
    return sum;
  }

  private double sigma(double v) {
    return hard ? Math.min(1, Math.max(0, 0.2 * v + 0.5)) : 1 / (1 + Math.exp(-v));
  }
}
