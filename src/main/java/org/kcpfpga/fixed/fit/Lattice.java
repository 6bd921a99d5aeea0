package org.kcpfpga.fixed.fit;

/**
 * Least squares in integers: the error (x - c)^T H (x - c) of x near c, with H = L L^T, is
 *
 * <pre>sum_i (L_ii (x_i - c_i) + sum_{j &gt; i} L_ji (x_j - c_j))^2</pre>
 */
final class Lattice {
  private final double[][] l;

  /** {@code h}: symmetric and positive definite; its lower triangle is replaced. */
  Lattice(double[][] h) {
    this.l = h;
    for (int i = 0; i < h.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = h[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
  }

  /** x with H x = g. */
  double[] solve(double[] g) {
    double[] x = g.clone();
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= l[i][k] * x[k];
      }
      x[i] /= l[i][i];
    }
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < x.length; k++) {
        x[i] -= l[k][i] * x[k];
      }
      x[i] /= l[i][i];
    }
    return x;
  }

  /**
   * Integers near c with a small error: the last is rounded first, and every other to the integer
   * that is the best for those already known (Babai's nearest plane).
   */
  double[] nearest(double[] c, double min, double max) {
    double[] x = new double[c.length];
    for (int i = x.length - 1; i >= 0; i--) {
      double best = c[i];
      for (int j = i + 1; j < x.length; j++) {
        best -= l[j][i] / l[i][i] * (x[j] - c[j]);
      }
      x[i] = Math.max(min, Math.min(max, Math.floor(best + 0.5)));
    }
    return x;
  }
}
