package org.kcpfpga.rnn;

import org.kcpfpga.tensor.Tensor;

/**
 * One cell in double precision, PyTorch's equations where it has them.
 *
 * <p>A step is {@link #update} of {@link #inputPart} and {@link #hiddenPart}; they are public
 * because calibration looks at each. Stateless: the state is handed in and handed out.
 */
public final class FloatCell {
  private final Network network;
  private final CellTensors tensors;
  private final int size;
  private final CellDefinition.Activation gates;

  /** The cell of {@code network}. */
  public FloatCell(Network network) {
    this.network = network;
    this.tensors = network.tensors();
    this.size = network.hiddenSize();
    this.gates = network.cell().gateFunction();
  }

  /**
   * What a cell keeps between steps.
   *
   * @param h hidden state, M values, also the output of the step
   * @param c cell state of an LSTM, M values; empty for other cells
   */
  public record State(double[] h, double[] c) {}

  /** The state at the start of a sequence: zeros. */
  public State start() {
    return new State(new double[size], new double[network.cell().keepsCell() ? size : 0]);
  }

  /** The state after the input {@code x} of N values; {@code before} is not changed. */
  public State step(double[] x, State before) {
    return update(inputPart(x), hiddenPart(before.h()), before);
  }

  /** W x + b, [G*M]. */
  public double[] inputPart(double[] x) {
    return plus(network.input().apply(x), tensors.bias());
  }

  /** U h, for a GRU U h + c, [G*M]; zeros for a linear cell. */
  public double[] hiddenPart(double[] h) {
    if (network.hidden() == null) {
      return new double[size];
    }
    double[] part = network.hidden().apply(h);
    return tensors.hiddenBias() == null ? part : plus(part, tensors.hiddenBias());
  }

  /**
   * What the hidden operator multiplies in the second pass of a step that has two: r h, [M].
   *
   * @param x the input part, [G*M]
   * @param u the hidden part, [G*M]
   */
  public double[] reset(double[] x, double[] u, State before) {
    double[] reset = new double[size];
    for (int m = 0; m < size; m++) {
      reset[m] = gate(x[m] + u[m]) * before.h()[m];
    }
    return reset;
  }

  /**
   * The gates and the new state, with all passes.
   *
   * @param x the input part, [G*M]
   * @param u the hidden part, [G*M]
   */
  public State update(double[] x, double[] u, State before) {
    return switch (network.cell().equations()) {
      case LSTM -> lstm(x, u, before.c());
      case GRU -> gru(x, u, before.h());
      case RNN -> rnn(x, u);
      case RESET_BEFORE -> resetBefore(x, u, before);
      case LINEAR -> new State(x.clone(), before.c());
    };
  }

  private State lstm(double[] x, double[] u, double[] before) {
    double[] h = new double[size];
    double[] c = new double[size];
    for (int m = 0; m < size; m++) {
      // i, f, o = sigmoid(Wx + b + Uh), g = tanh(Wx + b + Uh), each its own rows
      double i = gate(x[m] + u[m]);
      double f = gate(x[size + m] + u[size + m]);
      double g = Math.tanh(x[2 * size + m] + u[2 * size + m]);
      double o = gate(x[3 * size + m] + u[3 * size + m]);
      // c' = f c + i g, h' = o tanh(c')
      c[m] = f * before[m] + i * g;
      h[m] = o * Math.tanh(c[m]);
    }
    return new State(h, c);
  }

  private State gru(double[] x, double[] u, double[] before) {
    double[] h = new double[size];
    for (int m = 0; m < size; m++) {
      double r = gate(x[m] + u[m]);
      double z = gate(x[size + m] + u[size + m]);
      // n = tanh(Wn x + bn + r (Un h + cn))
      double n = Math.tanh(x[2 * size + m] + r * u[2 * size + m]);
      // h' = (1 - z) n + z h
      h[m] = (1 - z) * n + z * before[m];
    }
    return new State(h, new double[0]);
  }

  private State resetBefore(double[] x, double[] u, State before) {
    double[] again = hiddenPart(reset(x, u, before));
    boolean coupled = network.cell().definition().coupled();
    int candidate = (network.gates() - 1) * size;
    double[] h = new double[size];
    for (int m = 0; m < size; m++) {
      // the gate z, or 1 - r where there is none
      double z = coupled ? 1 - gate(x[m] + u[m]) : gate(x[size + m] + u[size + m]);
      // n = tanh(Wn x + Un (r h) + bn)
      double n = Math.tanh(x[candidate + m] + again[candidate + m]);
      // h' = (1 - z) n + z h
      h[m] = (1 - z) * n + z * before.h()[m];
    }
    return new State(h, new double[0]);
  }

  private State rnn(double[] x, double[] u) {
    double[] h = new double[size];
    for (int m = 0; m < size; m++) {
      h[m] = Math.tanh(x[m] + u[m]);
    }
    return new State(h, new double[0]);
  }

  private double gate(double a) {
    return gates.applyAsDouble(a);
  }

  private static double[] plus(double[] sum, Tensor bias) {
    double[] values = bias.values();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
    return sum;
  }
}
