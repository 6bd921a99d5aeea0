package org.kcpfpga.train.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.kcp.OperatorShape;

/** One KCP operator as {@link org.kcpfpga.fixed.FixedOperator} computes it, with gradients. */
final class FixedOperatorGraph {
  private final QuantisedOperator integers;
  private final Scales.Operator scales;
  private final int latentBits;
  private final NDManager manager;
  private final OperatorGraph graph;

  /**
   * An operator whose values are those of {@code integers} and whose gradients go to the factors.
   *
   * @param name of the operator, before the names of its factors
   */
  FixedOperatorGraph(
      String name,
      QuantisedOperator integers,
      Scales.Operator scales,
      int latentBits,
      Map<String, NDArray> parameters,
      NDManager manager) {
    this.integers = integers;
    this.scales = scales;
    this.latentBits = latentBits;
    this.manager = manager;
    OperatorFormat format = OperatorFormat.kcp(integers.shape());
    this.graph = new OperatorGraph(format.network(), cores(name, parameters), this::rounded);
  }

  /** y of many x, exact sums: [rows, N] to [rows, G*M]. */
  NDArray apply(NDArray x) {
    return graph.apply(x);
  }

  private List<NDArray> cores(String name, Map<String, NDArray> parameters) {
    OperatorShape shape = integers.shape();
    List<NDArray> cores = new ArrayList<>();
    for (int i = 1; i <= shape.modes(); i++) {
      NDArray u = parameters.get(name + ".U." + i);
      NDArray v = parameters.get(name + ".V." + i);
      Shape expand = new Shape(shape.terms(), shape.rows(i), shape.rank(i));
      Shape contract = new Shape(shape.terms(), shape.in(i), shape.rank(i));
      if (integers.identity(i)) {
        // merged: V_k = (U_k V_k^T)^T, U_k = I
        v = v.matMul(u.transpose(0, 2, 1));
        cores.add(manager.eye(shape.rank(i)).toType(DataType.FLOAT64, false).broadcast(expand));
      } else {
        NDArray hard = numbers(integers.u()[i - 1], scales.u().get(i - 1), expand);
        cores.add(StraightThrough.of(hard, u));
      }
      NDArray hard = numbers(integers.v()[i - 1], scales.v().get(i - 1), contract);
      cores.add(StraightThrough.of(hard, v));
    }
    return cores;
  }

  private NDArray numbers(int[] integers, int fraction, Shape shape) {
    return manager.create(values(integers, fraction), shape);
  }

  /** Integers of so many fraction bits as numbers. */
  static double[] values(int[] integers, int fraction) {
    double[] values = new double[integers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb((double) integers[i], -fraction);
    }
    return values;
  }

  /** Steps of the network: contract mode d to 1, expand mode 1 to d. */
  private NDArray rounded(int step, NDArray sum) {
    int modes = integers.shape().modes();
    if (step < modes) {
      int fraction = integers.contractFraction()[modes - 1 - step];
      return StraightThrough.round(sum, fraction, latentBits);
    }
    int mode = step - modes + 1;
    boolean exact = mode == modes || integers.identity(mode);
    return exact
        ? sum
        : StraightThrough.round(sum, integers.expandFraction()[mode - 1], latentBits);
  }
}
