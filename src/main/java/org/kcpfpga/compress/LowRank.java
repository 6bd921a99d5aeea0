package org.kcpfpga.compress;

/**
 * The nearest matrix of a given rank, as factors: A = U V^T, equally large.
 *
 * @param u [rows, rank], row-major
 * @param v [columns, rank], row-major
 */
record LowRank(double[] u, double[] v) {

  /** Of a row-major matrix; columns beyond its own rank are zero. */
  static LowRank of(double[] matrix, int rows, int rank) {
    Leading leading = Leading.of(matrix, rows, rank, 0);
    return new LowRank(Products.columns(leading.left()), Products.columns(leading.right()));
  }

  /** U V^T. */
  double[] product(int rank) {
    int rows = u.length / rank;
    int columns = v.length / rank;
    double[] matrix = new double[rows * columns];
    for (int at = 0; at < matrix.length; at++) {
      for (int r = 0; r < rank; r++) {
        matrix[at] += u[at / columns * rank + r] * v[at % columns * rank + r];
      }
    }
    return matrix;
  }
}
