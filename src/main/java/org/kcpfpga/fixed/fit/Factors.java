package org.kcpfpga.fixed.fit;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/** The factors of an operator while they are changed, by mode from 0; those of identities null. */
final class Factors {
  private final KcpOperator operator;
  final OperatorShape shape;
  final double[][] u;
  final double[][] v;

  Factors(KcpOperator operator) {
    this.operator = operator;
    this.shape = operator.shape();
    this.u = new double[shape.modes()][];
    this.v = new double[shape.modes()][];
    for (int i = 0; i < u.length; i++) {
      u[i] = operator.identity(i + 1) ? null : operator.u(i + 1).values().clone();
      v[i] = operator.v(i + 1).values().clone();
    }
  }

  /** All of them rounded. */
  Factors rounded(Grid grid) {
    Factors rounded = new Factors(operator);
    for (int i = 0; i < u.length; i++) {
      rounded.u[i] = u[i] == null ? null : grid.rounded(u[i], grid.u().get(i));
      rounded.v[i] = grid.rounded(v[i], grid.v().get(i));
    }
    return rounded;
  }

  /** The operator that they are now. */
  KcpOperator operator() {
    List<Tensor> us = new ArrayList<>();
    List<Tensor> vs = new ArrayList<>();
    for (int i = 0; i < u.length; i++) {
      Tensor ofU = operator.u(i + 1);
      us.add(u[i] == null ? ofU : Tensor.of(ofU.shape(), u[i].clone()));
      vs.add(Tensor.of(operator.v(i + 1).shape(), v[i].clone()));
    }
    return operator.with(us, vs);
  }

  /** How many units of the last bit each differs from the other, both on the grid. */
  Steps minus(Factors other, Grid grid) {
    List<List<Integer>> us = new ArrayList<>();
    List<List<Integer>> vs = new ArrayList<>();
    for (int i = 0; i < u.length; i++) {
      us.add(u[i] == null ? List.of() : difference(u[i], other.u[i], grid.u().get(i)));
      vs.add(difference(v[i], other.v[i], grid.v().get(i)));
    }
    return new Steps(us, vs);
  }

  private static List<Integer> difference(double[] a, double[] b, int fraction) {
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < a.length; i++) {
      steps.add((int) Math.scalb(a[i] - b[i], fraction));
    }
    return steps;
  }

  /** Of vectors that the operator multiplies. */
  Contraction input() {
    return new Contraction(shape.in(), shape.ranks(), v);
  }

  /** Of vectors like those that it gives. */
  Contraction output() {
    return new Contraction(shape.rows(), shape.ranks(), u);
  }

  /** U_k^T U_l of a mode, [R][R]; null for the identity. */
  double[] gram(int mode, int k, int l) {
    if (u[mode] == null) {
      return null;
    }
    int rank = shape.rank(mode + 1);
    int rows = shape.rows(mode + 1);
    double[] gram = new double[rank * rank];
    for (int o = 0; o < rows; o++) {
      for (int a = 0; a < rank; a++) {
        for (int b = 0; b < rank; b++) {
          // G[a, b] = sum_o U_k[o, a] U_l[o, b]
          double left = u[mode][(k * rows + o) * rank + a];
          gram[a * rank + b] += left * u[mode][(l * rows + o) * rank + b];
        }
      }
    }
    return gram;
  }
}
