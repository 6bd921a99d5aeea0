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

  /** Four sums side by side stay in registers while j runs. */
  private void addRow(double[] out, int target, double[] matrix, int row, double[] in, int source) {
    int b = 0;
    for (; b + 3 < inner; b += 4) {
      addFour(out, target + b, matrix, row, in, source + b);
    }
    for (; b < inner; b++) {
      double sum = out[target + b];
      for (int j = 0; j < from; j++) {
        sum += matrix[row + j] * in[source + j * inner + b];
      }
      out[target + b] = sum;
    }
  }

  private void addFour(double[] out, int target, double[] matrix, int row, double[] in, int at) {
    double sum0 = out[target];
    double sum1 = out[target + 1];
    double sum2 = out[target + 2];
    double sum3 = out[target + 3];
    int source = at;
    for (int j = 0; j < from; j++) {
      double weight = matrix[row + j];
      sum0 += weight * in[source];
      sum1 += weight * in[source + 1];
      sum2 += weight * in[source + 2];
      sum3 += weight * in[source + 3];
      source += inner;
    }
    out[target] = sum0;
    out[target + 1] = sum1;
    out[target + 2] = sum2;
    out[target + 3] = sum3;
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
