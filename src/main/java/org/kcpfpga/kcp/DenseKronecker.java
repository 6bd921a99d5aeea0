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
}
