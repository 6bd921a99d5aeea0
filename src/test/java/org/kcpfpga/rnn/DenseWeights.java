package org.kcpfpga.rnn;

import org.kcpfpga.kcp.KcpOperator;

/** The matrix of an operator, entry by entry from the definition: slow, and of no other code. */
final class DenseWeights {
  private DenseWeights() {}

  /**
   * W, row-major, its rows taken gate by gate.
   *
   * @param gates the gates of the result, by their numbers in the operator
   * @param rows of a gate
   */
  static double[] of(KcpOperator operator, int[] gates, int rows) {
    int columns = operator.shape().inSize();
    double[] w = new double[gates.length * rows * columns];
    for (int at = 0; at < w.length; at++) {
      int row = at / columns;
      w[at] = entry(operator, gates[row / rows] * rows + row % rows, at % columns);
    }
    return w;
  }

  /** W[o, j] = sum_k prod_i sum_r U_k^(i)[o_i, r] V_k^(i)[j_i, r]. */
  private static double entry(KcpOperator operator, int row, int column) {
    double sum = 0;
    for (int k = 0; k < operator.shape().terms(); k++) {
      double product = 1;
      int o = row;
      int j = column;
      for (int i = operator.shape().modes(); i >= 1; i--) {
        int rows = operator.shape().rows(i);
        int in = operator.shape().in(i);
        product *= modeEntry(operator, i, k, o % rows, j % in);
        o /= rows;
        j /= in;
      }
      sum += product;
    }
    return sum;
  }

  private static double modeEntry(KcpOperator operator, int i, int k, int row, int column) {
    double sum = 0;
    for (int r = 0; r < operator.shape().rank(i); r++) {
      sum += operator.u(i).at(k, row, r) * operator.v(i).at(k, column, r);
    }
    return sum;
  }
}
