package org.kcpfpga.kcp;

/**
 * The one inner loop of every multiplication: a matrix applied to one mode of a tensor.
 *
 * <p>{@code out[a][c][b] += sum_j matrix[c][j] * in[a][j][b]} for a below {@code outer}, b below
 * {@code inner}, j below {@code from}, c below {@code to}; everything row-major in flat arrays.
 */
record ModeProduct(int outer, int from, int to, int inner) {

  /** Adds the product to {@code out}, each array beginning at its offset. */
  void addTo(double[] out, int outAt, double[] matrix, int matrixAt, double[] in, int inAt) {
    RowTiles tiles = inner < LongRows.LEAST || from < LongRows.GROUP ? null : new RowTiles(this);
    for (int a = 0; a < outer; a++) {
      int source = inAt + a * from * inner;
      int target = outAt + a * to * inner;
      if (tiles != null) {
        tiles.addTo(out, target, matrix, matrixAt, in, source);
      } else {
        addRows(out, target, matrix, matrixAt, in, source);
      }
    }
  }

  private void addRows(
      double[] out, int target, double[] matrix, int matrixAt, double[] in, int source) {
    for (int c = 0; c < to; c++) {
      int row = matrixAt + c * from;
      if (inner == 1) {
        out[target + c] += dot(matrix, row, in, source);
      } else {
        addRow(out, target + c * inner, matrix, row, in, source);
      }
    }
  }

  /** Four partial sums, because one would wait for each addition. */
  private double dot(double[] matrix, int row, double[] in, int source) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int j = 0;
    for (; j + 3 < from; j += 4) {
      sum0 += matrix[row + j] * in[source + j];
      sum1 += matrix[row + j + 1] * in[source + j + 1];
      sum2 += matrix[row + j + 2] * in[source + j + 2];
      sum3 += matrix[row + j + 3] * in[source + j + 3];
    }
    for (; j < from; j++) {
      sum0 += matrix[row + j] * in[source + j];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  private void addRow(double[] out, int target, double[] matrix, int row, double[] in, int source) {
    for (int j = 0; j < from; j++) {
      double weight = matrix[row + j];
      int start = source + j * inner;
      for (int b = 0; b < inner; b++) {
        out[target + b] += weight * in[start + b];
      }
    }
  }

  /** The sum of all blocks of {@code values}, seen as [blocks][entries]. */
  static double[] blockSum(double[] values, int blocks) {
    double[] sum = new double[values.length / blocks];
    for (int e = 0; e < values.length; e++) {
      sum[e % sum.length] += values[e];
    }
    return sum;
  }

  /** {@code values} seen as [blocks][rows][columns], with rows and columns exchanged. */
  static double[] transposed(double[] values, int blocks, int rows) {
    double[] result = new double[values.length];
    int block = values.length / blocks;
    int columns = block / rows;
    for (int k = 0; k < blocks; k++) {
      for (int j = 0; j < rows; j++) {
        for (int c = 0; c < columns; c++) {
          result[k * block + c * rows + j] = values[k * block + j * columns + c];
        }
      }
    }
    return result;
  }
}
