package org.kcpfpga.train.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.Map;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.rnn.CellDefinition;

/** The equations of {@link org.kcpfpga.rnn.FloatCell} on batches. */
final class FloatArithmetic implements Arithmetic {
  private final NetworkShape shape;
  private final NDManager manager;
  private final OperatorGraph input;
  private final OperatorGraph hidden;
  private final NDArray bias;
  private final NDArray hiddenBias;

  FloatArithmetic(NetworkShape shape, Map<String, NDArray> parameters, NDManager manager) {
    this.shape = shape;
    this.manager = manager;
    this.input = operator("input", shape.input(), parameters);
    this.hidden = shape.hidden() == null ? null : operator("hidden", shape.hidden(), parameters);
    this.bias = parameters.get(NetworkShape.BIAS);
    this.hiddenBias = parameters.get(NetworkShape.HIDDEN_BIAS);
  }

  private static OperatorGraph operator(
      String name, OperatorFormat format, Map<String, NDArray> parameters) {
    return new OperatorGraph(
        format.network(),
        NetworkShape.coreNames(name, format).stream().map(parameters::get).toList(),
        (step, result) -> result);
  }

  @Override
  public NDArray inputPart(NDArray x) {
    return input.apply(x).add(bias);
  }

  @Override
  public State start(int batch) {
    Shape size = new Shape(batch, shape.hiddenSize());
    NDArray h = manager.zeros(size, bias.getDataType());
    return new State(h, shape.cell().keepsCell() ? manager.zeros(size, bias.getDataType()) : null);
  }

  @Override
  public State step(NDArray x, NDArray dropped, State before) {
    return switch (shape.cell().equations()) {
      case LSTM -> lstm(x.add(hidden.apply(dropped)), before.c());
      case GRU -> gru(x, hidden.apply(dropped).add(hiddenBias), before.h());
      case RNN -> new State(x.add(hidden.apply(dropped)).tanh(), null);
      case RESET_BEFORE -> resetBefore(x, dropped, before.h());
      case LINEAR -> new State(x, null);
    };
  }

  private State lstm(NDArray pre, NDArray before) {
    NDList gates = pre.split(4, 1);
    // i, f, o = sigmoid(Wx + b + Uh), g = tanh(Wx + b + Uh)
    NDArray i = gate(gates.get(0));
    NDArray f = gate(gates.get(1));
    NDArray g = gates.get(2).tanh();
    NDArray o = gate(gates.get(3));
    // c' = f c + i g, h' = o tanh(c')
    NDArray c = f.mul(before).add(i.mul(g));
    return new State(o.mul(c.tanh()), c);
  }

  private State gru(NDArray x, NDArray u, NDArray before) {
    NDList xs = x.split(3, 1);
    NDList us = u.split(3, 1);
    NDArray r = gate(xs.get(0).add(us.get(0)));
    NDArray z = gate(xs.get(1).add(us.get(1)));
    // n = tanh(Wn x + bn + r (Un h + cn))
    NDArray n = xs.get(2).add(r.mul(us.get(2))).tanh();
    // h' = (1 - z) n + z h = n + z (h - n)
    return new State(n.add(z.mul(before.sub(n))), null);
  }

  private State resetBefore(NDArray x, NDArray dropped, NDArray before) {
    int gates = shape.cell().gates();
    NDList pre = x.add(hidden.apply(dropped)).split(gates, 1);
    NDArray r = gate(pre.get(0));
    NDArray z = shape.cell().definition().coupled() ? r.mul(-1).add(1) : gate(pre.get(1));
    // n = tanh(Wn x + bn + Un (r h))
    NDArray n = x.add(hidden.apply(r.mul(dropped))).split(gates, 1).get(gates - 1).tanh();
    // h' = (1 - z) n + z h = n + z (h - n)
    return new State(n.add(z.mul(before.sub(n))), null);
  }

  private NDArray gate(NDArray pre) {
    return gate(shape.cell().gateFunction(), pre);
  }

  /** The function of a gate, with a derivative. */
  static NDArray gate(CellDefinition.Activation function, NDArray pre) {
    return switch (function) {
      case SIGMOID -> Activation.sigmoid(pre);
      case TANH -> pre.tanh();
      case HARD_SIGMOID -> pre.mul(0.2).add(0.5).clip(0, 1);
    };
  }
}
