package org.kcpfpga.compress;

/** Products of a matrix T [rows, columns], row-major, with several vectors at once. */
final class Products {
  private Products() {}

  /** T X: [rows, count] of X [columns, count]. */
  static double[] of(double[] matrix, int rows, double[] x, int count) {
    int columns = matrix.length / rows;
    double[] result = new double[rows * count];
    for (int i = 0; i < rows; i++) {
      int to = i * count;
      for (int j = 0; j < columns; j++) {
        double t = matrix[i * columns + j];
        int from = j * count;
        for (int k = 0; k < count; k++) {
          result[to + k] += t * x[from + k];
        }
      }
    }
    return result;
  }

  /** T^T Y: [columns, count] of Y [rows, count]. */
  static double[] ofTransposed(double[] matrix, int rows, double[] y, int count) {
    int columns = matrix.length / rows;
    double[] result = new double[columns * count];
    for (int i = 0; i < rows; i++) {
      int from = i * count;
      for (int j = 0; j < columns; j++) {
        double t = matrix[i * columns + j];
        int to = j * count;
        for (int k = 0; k < count; k++) {
          result[to + k] += t * y[from + k];
        }
      }
    }
    return result;
  }

  /** The vectors as the columns of a matrix. */
  static double[] columns(double[][] vectors) {
    int count = vectors.length;
    double[] all = new double[vectors[0].length * count];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < vectors[k].length; i++) {
        all[i * count + k] = vectors[k][i];
      }
    }
    return all;
  }

  /** A column of [.., count]. */
  static double[] column(double[] all, int k, int count) {
    double[] column = new double[all.length / count];
    for (int i = 0; i < column.length; i++) {
      column[i] = all[i * count + k];
    }
    return column;
  }
}
