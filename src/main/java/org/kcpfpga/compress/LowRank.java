package org.kcpfpga.compress;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The nearest matrix of a given rank, as factors: A = U V^T.
 *
 * @param u [rows, rank], row-major
 * @param v [columns, rank], row-major
 */
record LowRank(double[] u, double[] v) {

  /** Of a row-major matrix; columns beyond its own rank are zero. */
  static LowRank of(double[] matrix, int rows, int rank) {
    int columns = matrix.length / rows;
    RealMatrix whole = new Array2DRowRealMatrix(rows, columns);
    for (int at = 0; at < matrix.length; at++) {
      whole.setEntry(at / columns, at % columns, matrix[at]);
    }
    SingularValueDecomposition svd = new SingularValueDecomposition(whole);
    double[] values = svd.getSingularValues();
    double[] u = new double[rows * rank];
    double[] v = new double[columns * rank];
    for (int r = 0; r < Math.min(rank, values.length); r++) {
      // U sqrt(sigma) and V sqrt(sigma), so that the factors are equally large
      double share = Math.sqrt(values[r]);
      for (int o = 0; o < rows; o++) {
        u[o * rank + r] = share * svd.getU().getEntry(o, r);
      }
      for (int j = 0; j < columns; j++) {
        v[j * rank + r] = share * svd.getV().getEntry(j, r);
      }
    }
    return new LowRank(u, v);
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
