package org.kcpfpga.kcp;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.tensor.Tensor;

/** Operators of which some modes are contracted by the full A_k^(i), not by V_k^(i). */
final class MergedOperator {
  private MergedOperator() {}

  /** See {@link KcpOperator#merged}. */
  static KcpOperator of(KcpOperator operator, boolean[] modes) {
    OperatorShape shape = operator.shape().merged(modes);
    List<Tensor> u = new ArrayList<>();
    List<Tensor> v = new ArrayList<>();
    boolean[] identity = new boolean[shape.modes()];
    boolean changed = false;
    for (int i = 1; i <= shape.modes(); i++) {
      boolean merges = modes[i - 1] && !operator.identity(i);
      u.add(merges ? identities(shape.terms(), shape.rows(i)) : operator.u(i));
      v.add(merges ? transposedMatrices(operator, i) : operator.v(i));
      identity[i - 1] = merges || operator.identity(i);
      changed |= merges;
    }
    return changed ? new KcpOperator(shape, u, v, identity) : operator;
  }

  /** I of every term, [K, rows_i, rows_i]. */
  private static Tensor identities(int terms, int rows) {
    Tensor identities = Tensor.zeros(terms, rows, rows);
    for (int row = 0; row < terms * rows; row++) {
      identities.values()[row * rows + row % rows] = 1;
    }
    return identities;
  }

  /** (A_k^(i))^T of every term, [K, n_i, rows_i]. */
  private static Tensor transposedMatrices(KcpOperator operator, int i) {
    OperatorShape shape = operator.shape();
    Tensor v = Tensor.zeros(shape.terms(), shape.in(i), shape.rows(i));
    int entries = shape.in(i) * shape.rows(i);
    for (int k = 0; k < shape.terms(); k++) {
      double[] transposed = ModeProduct.transposed(operator.modeMatrix(i, k), 1, shape.rows(i));
      System.arraycopy(transposed, 0, v.values(), k * entries, entries);
    }
    return v;
  }
}
