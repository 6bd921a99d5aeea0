package org.kcpfpga.fixed.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/**
 * Numbers by which the columns of factors are multiplied. W = sum_k (x)_i U_k^(i) V_k^(i)^T stays
 * what it is where those of U_k^(i) and V_k^(i) make 1 together, or those of one mode what those of
 * another take.
 *
 * @param u by mode, of column r of U_k^(i) at k * R_i + r; empty where U is the identity
 * @param v by mode, of column r of V_k^(i)
 */
public record Balance(List<List<Double>> u, List<List<Double>> v) {
  public Balance {
    u = u.stream().map(List::copyOf).toList();
    v = v.stream().map(List::copyOf).toList();
  }

  /**
   * All columns of one tensor multiplied by a power of two.
   *
   * @param mode whose U is multiplied, from 1; 0: V of mode 1
   */
  public static Balance power(KcpOperator operator, int mode, int exponent) {
    List<List<Double>> us = new ArrayList<>();
    List<List<Double>> vs = new ArrayList<>();
    for (int i = 1; i <= operator.shape().modes(); i++) {
      int columns = operator.shape().terms() * operator.shape().rank(i);
      double ofU = i == mode ? Math.scalb(1.0, exponent) : 1;
      double ofV = i == 1 && mode == 0 ? Math.scalb(1.0, exponent) : 1;
      us.add(operator.identity(i) ? List.of() : Collections.nCopies(columns, ofU));
      vs.add(Collections.nCopies(columns, ofV));
    }
    return new Balance(us, vs);
  }

  /** This balance and then another; null: nothing more. */
  public Balance and(Balance other) {
    return other == null ? this : new Balance(times(u, other.u), times(v, other.v));
  }

  private static List<List<Double>> times(List<List<Double>> a, List<List<Double>> b) {
    List<List<Double>> products = new ArrayList<>();
    for (int mode = 0; mode < a.size(); mode++) {
      List<Double> columns = new ArrayList<>();
      for (int c = 0; c < a.get(mode).size(); c++) {
        columns.add(a.get(mode).get(c) * b.get(mode).get(c));
      }
      products.add(columns);
    }
    return products;
  }

  /** The operator with its factors multiplied. */
  public KcpOperator of(KcpOperator operator) {
    OperatorShape shape = operator.shape();
    List<Tensor> us = new ArrayList<>();
    List<Tensor> vs = new ArrayList<>();
    for (int mode = 1; mode <= shape.modes(); mode++) {
      boolean identity = operator.identity(mode);
      us.add(identity ? operator.u(mode) : scaled(operator.u(mode), u.get(mode - 1)));
      vs.add(scaled(operator.v(mode), v.get(mode - 1)));
    }
    return operator.with(us, vs);
  }

  /** {@code factors}: [K, size, R]. */
  private static Tensor scaled(Tensor factors, List<Double> by) {
    int ranks = factors.extent(2);
    int entries = factors.extent(1) * ranks;
    double[] values = factors.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= by.get(i / entries * ranks + i % ranks);
    }
    return Tensor.of(factors.shape(), values);
  }
}
