package org.kcpfpga.kcp;

/** The Kronecker product of two dense matrices, by its definition. */
final class DenseKronecker {
  private DenseKronecker() {}

  /**
   * {@code a} (x) {@code b}, all row-major.
   *
   * @param aRows rows of a
   * @param bRows rows of b
   */
  static double[] product(double[] a, int aRows, double[] b, int bRows) {
    int aColumns = a.length / aRows;
    int bColumns = b.length / bRows;
    double[] result = new double[a.length * b.length];
    int at = 0;
    for (int p = 0; p < aRows; p++) {
      for (int q = 0; q < bRows; q++) {
        for (int s = 0; s < aColumns; s++) {
          double left = a[p * aColumns + s];
          for (int t = 0; t < bColumns; t++) {
            // (a (x) b)[p*bRows + q, s*bColumns + t] = a[p, s] b[q, t]
            result[at++] = left * b[q * bColumns + t];
          }
        }
      }
    }
    return result;
  }

  /** Adds the matrix of one term to {@code sum}, row-major; {@code k} from 0. */
  static void addTo(double[] sum, KcpOperator operator, int k) {
    double[] product = {1};
    int rows = 1;
    for (int i = 1; i <= operator.shape().modes(); i++) {
      product = product(product, rows, operator.modeMatrix(i, k), operator.shape().rows(i));
      rows *= operator.shape().rows(i);
    }
    for (int e = 0; e < sum.length; e++) {
      sum[e] += product[e];
    }
  }
}
