package org.kcpfpga.train.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.rnn.CellDefinition.Activation;
import org.kcpfpga.rnn.CellKind;

/**
 * What {@link org.kcpfpga.fixed.FixedNetwork} computes, bit for bit, with straight-through
 * gradients.
 */
final class FixedArithmetic implements Arithmetic {
  private final CellKind cell;
  private final QuantisedModel integers;
  private final BitWidths bits;
  private final int size;
  private final GateTables tables;
  private final NDManager manager;
  private final FixedOperatorGraph input;
  private final FixedOperatorGraph hidden;
  private final NDArray bias;
  private final NDArray candidateBias;

  FixedArithmetic(
      QuantisedModel integers,
      GateTables tables,
      Map<String, NDArray> parameters,
      NDManager manager) {
    this.cell = integers.cell();
    this.integers = integers;
    this.bits = integers.bits();
    this.size = integers.hiddenSize();
    this.tables = tables;
    this.manager = manager;
    Scales scales = Scales.of(integers);
    int latent = bits.latent();
    this.input =
        new FixedOperatorGraph(
            "input", integers.input(), scales.inputOperator(), latent, parameters, manager);
    this.hidden =
        integers.hidden() == null
            ? null
            : new FixedOperatorGraph(
                "hidden", integers.hidden(), scales.hiddenOperator(), latent, parameters, manager);
    NDArray soft = parameters.get(NetworkShape.BIAS);
    if (integers.hiddenBias() == null) {
      candidateBias = null;
    } else {
      NDArray all = parameters.get(NetworkShape.HIDDEN_BIAS);
      NDList parts = all.split(new long[] {2L * size}, 0);
      candidateBias = bias(integers.hiddenBias(), scales.bias(), parts.get(1));
      // the biases of the gates r and z are one
      soft = soft.add(parts.get(0).concat(manager.zeros(new Shape(size), DataType.FLOAT64)));
    }
    bias = bias(integers.bias(), scales.bias(), soft);
  }

  private NDArray bias(int[] values, int fraction, NDArray soft) {
    double[] numbers = FixedOperatorGraph.values(values, fraction);
    return StraightThrough.of(manager.create(numbers), soft);
  }

  @Override
  public NDArray inputPart(NDArray x) {
    return input.apply(x).add(bias);
  }

  @Override
  public State start(int batch) {
    NDArray zeros = manager.zeros(new Shape(batch, size), DataType.FLOAT64);
    return new State(zeros, cell.keepsCell() ? zeros : null);
  }

  @Override
  public State step(NDArray x, NDArray dropped, State before) {
    return switch (cell.equations()) {
      case LSTM -> lstm(pre(x.add(hidden.apply(dropped))), before.c());
      case GRU -> gru(x, hidden.apply(dropped), before.h());
      case RNN -> new State(output(tanh(pre(x.add(hidden.apply(dropped))))), null);
      case RESET_BEFORE -> resetBefore(x, dropped, before.h());
      case LINEAR -> new State(output(x), null);
    };
  }

  private State lstm(NDArray pre, NDArray before) {
    NDList gates = pre.split(4, 1);
    NDArray i = gate(gates.get(0));
    NDArray f = gate(gates.get(1));
    NDArray g = tanh(gates.get(2));
    NDArray o = gate(gates.get(3));
    // c' = f c + i g
    NDArray sum = f.mul(before).add(i.mul(g));
    NDArray c = StraightThrough.round(sum, integers.fractions().state(), bits.state());
    // h' = o tanh(c')
    return new State(output(o.mul(tanh(pre(c)))), c);
  }

  private State gru(NDArray x, NDArray u, NDArray before) {
    NDList xs = x.split(3, 1);
    NDList us = u.split(3, 1);
    NDArray r = gate(pre(xs.get(0).add(us.get(0))));
    NDArray z = gate(pre(xs.get(1).add(us.get(1))));
    NDArray xn = pre(xs.get(2));
    // un = Un h + cn
    NDArray un = pre(us.get(2).add(candidateBias));
    // n = tanh(xn + r un)
    NDArray n = tanh(pre(xn.add(r.mul(un))));
    // h' = (1 - z) n + z h, each product exact
    NDArray rest = z.mul(-1).add(1);
    return new State(output(rest.mul(n).add(z.mul(before))), null);
  }

  private State resetBefore(NDArray x, NDArray dropped, NDArray before) {
    int gates = cell.gates();
    NDList first = pre(x.add(hidden.apply(dropped))).split(gates, 1);
    NDArray r = gate(first.get(0));
    NDArray z = cell.definition().coupled() ? r.mul(-1).add(1) : gate(first.get(1));
    // n = tanh(Wn x + bn + Un (r h))
    NDArray back = StraightThrough.round(r.mul(dropped), bits.hiddenFraction(), bits.activation());
    NDArray n = tanh(pre(x.add(hidden.apply(back))).split(gates, 1).get(gates - 1));
    // h' = (1 - z) n + z h, each product exact
    NDArray rest = z.mul(-1).add(1);
    return new State(output(rest.mul(n).add(z.mul(before))), null);
  }

  private NDArray pre(NDArray exact) {
    return StraightThrough.round(exact, bits.preFraction(), bits.latent());
  }

  private NDArray gate(NDArray pre) {
    return tables.apply(cell.gateFunction(), pre);
  }

  private NDArray tanh(NDArray pre) {
    return tables.apply(Activation.TANH, pre);
  }

  private NDArray output(NDArray exact) {
    return StraightThrough.round(exact, integers.fractions().output(), bits.activation());
  }
}
