package org.kcpfpga.kcp;

import java.util.Arrays;

/**
 * The inner loop over long rows, each an array of its own: Java's compiler makes vector
 * instructions of a loop only where all arrays have the same index.
 */
final class LongRows {
  /** Shorter rows are not worth the copying into arrays of their own. */
  static final int LEAST = 32;

  /** Values that one group of rows and its sums may have, to stay in a first-level cache. */
  private static final int CACHED = 4096;

  private static final int LONGEST = 384;

  /** Values of the vectors that Java makes, at most. */
  private static final int VECTOR = 8;

  /** Rows that are multiplied in one loop; of larger loops Java 17 makes no vectors. */
  static final int GROUP = 4;

  private LongRows() {}

  /** The length of the pieces that rows of {@code inner} values are cut into, for so many sums. */
  static int piece(int inner, int sums) {
    int most = Math.min(LONGEST, Math.max(2 * LEAST, CACHED / (GROUP + sums)));
    int pieces = (inner + most - 1) / most;
    int equal = (inner + pieces - 1) / pieces;
    return Math.min(inner, (equal + VECTOR - 1) / VECTOR * VECTOR);
  }

  /**
   * New rows of at least {@code length} values.
   *
   * <p>With the 16 bytes of its header each is a multiple of 64 bytes, so that rows that lie one
   * behind the other begin alike in their cache lines: the compiler aligns only one row of a loop,
   * and where the others lie differently, each vector of theirs is in two lines.
   */
  static double[][] allocate(int rows, int length) {
    int header = 2;
    return new double[rows][(length + header + VECTOR - 1) / VECTOR * VECTOR - header];
  }

  /** The same as {@link #add} to sums of 0. */
  static void set(
      double[][] sums,
      double[] matrix,
      int at,
      int stride,
      double[][] rows,
      int count,
      int length) {
    for (int c = 0; c < sums.length; c++) {
      int row = at + c * stride;
      if (count < GROUP) {
        Arrays.fill(sums[c], 0, length, 0);
        addTo(sums[c], matrix, row, rows, 0, count, length);
      } else {
        setFour(sums[c], matrix, row, rows, length);
        addTo(sums[c], matrix, row, rows, GROUP, count, length);
      }
    }
  }

  /**
   * {@code sums[c][b] += sum_j matrix[at + c * stride + j] * rows[j][b]}, j below {@code count}, b
   * below {@code length}.
   */
  static void add(
      double[][] sums,
      double[] matrix,
      int at,
      int stride,
      double[][] rows,
      int count,
      int length) {
    for (int c = 0; c < sums.length; c++) {
      addTo(sums[c], matrix, at + c * stride, rows, 0, count, length);
    }
  }

  /** The rows from {@code first} on, times the entries of the matrix from {@code at + first} on. */
  private static void addTo(
      double[] sum, double[] matrix, int at, double[][] rows, int first, int count, int length) {
    int j = first;
    for (; j + GROUP <= count; j += GROUP) {
      addFour(sum, matrix, at + j, rows, j, length);
    }
    for (; j < count; j++) {
      addOne(sum, matrix[at + j], rows[j], length);
    }
  }

  private static void setFour(double[] sum, double[] matrix, int at, double[][] rows, int length) {
    double w0 = matrix[at];
    double w1 = matrix[at + 1];
    double w2 = matrix[at + 2];
    double w3 = matrix[at + 3];
    double[] x0 = rows[0];
    double[] x1 = rows[1];
    double[] x2 = rows[2];
    double[] x3 = rows[3];
    for (int b = 0; b < length; b++) {
      // sum = w0 x0 + w1 x1 + w2 x2 + w3 x3
      sum[b] = Math.fma(w0, x0[b], Math.fma(w1, x1[b], Math.fma(w2, x2[b], w3 * x3[b])));
    }
  }

  private static void addFour(
      double[] sum, double[] matrix, int at, double[][] rows, int j, int length) {
    double w0 = matrix[at];
    double w1 = matrix[at + 1];
    double w2 = matrix[at + 2];
    double w3 = matrix[at + 3];
    double[] x0 = rows[j];
    double[] x1 = rows[j + 1];
    double[] x2 = rows[j + 2];
    double[] x3 = rows[j + 3];
    for (int b = 0; b < length; b++) {
      // sum += w0 x0 + w1 x1 + w2 x2 + w3 x3; fused, which takes half the time here
      double part = Math.fma(w2, x2[b], Math.fma(w3, x3[b], sum[b]));
      sum[b] = Math.fma(w0, x0[b], Math.fma(w1, x1[b], part));
    }
  }

  private static void addOne(double[] sum, double weight, double[] row, int length) {
    for (int b = 0; b < length; b++) {
      sum[b] += weight * row[b];
    }
  }
}
