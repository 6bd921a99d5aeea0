package org.kcpfpga.kcp;

import java.util.Arrays;

/**
 * The first two contract stages of {@link FirstModesFirst} in one pass over x, so that the values
 * between them stay in the cache. The second mode, which is the longer one in all named designs,
 * comes first: it leaves the fewest values. For one call at a time.
 */
final class FirstTwoModes {
  private final OperatorShape shape;
  private final double[][] v;
  private final int inner;
  private final int piece;

  /** Pieces of some rows j2 of x, for one j1. */
  private final double[][] x;

  /** Pieces of x contracted over j2, as [j1][k, r2], for some j1. */
  private final double[][][] between;

  /** The same arrays as [k, r2][j1]. */
  private final double[][][] columns;

  /** Pieces of z_2, as [k, r2][r1]. */
  private final double[][][] sums;

  /** z_2. */
  private final double[] out;

  FirstTwoModes(OperatorShape shape, double[][] v, int inner) {
    this.shape = shape;
    this.v = v;
    this.inner = inner;
    int count = shape.terms() * shape.rank(2);
    piece = LongRows.piece(inner, count);
    double[][] rows =
        LongRows.allocate(LongRows.GROUP + count * (LongRows.GROUP + shape.rank(1)), piece);
    x = Arrays.copyOf(rows, LongRows.GROUP);
    between = new double[LongRows.GROUP][count][];
    columns = new double[count][LongRows.GROUP][];
    sums = new double[count][shape.rank(1)][];
    out = new double[count * shape.rank(1) * inner];
    int next = LongRows.GROUP;
    for (int column = 0; column < count; column++) {
      for (int row = 0; row < LongRows.GROUP; row++) {
        columns[column][row] = rows[next++];
        between[row][column] = columns[column][row];
      }
      for (int row = 0; row < shape.rank(1); row++) {
        sums[column][row] = rows[next++];
      }
    }
  }

  /** z_2[k][r1, r2][j3..jd] of x, in an array that the next call overwrites. */
  double[] apply(double[] values) {
    for (int begin = 0; begin < inner; begin += piece) {
      int length = Math.min(piece, inner - begin);
      for (double[][] rows : sums) {
        clear(rows, length);
      }
      for (int j1 = 0; j1 < shape.in(1); j1 += LongRows.GROUP) {
        int count = Math.min(LongRows.GROUP, shape.in(1) - j1);
        for (int row = 0; row < count; row++) {
          second(values, (j1 + row) * shape.in(2) * inner + begin, between[row], length);
        }
        first(j1, count, length);
      }
      copySums(begin, length);
    }
    return out;
  }

  private static void clear(double[][] rows, int length) {
    for (double[] row : rows) {
      Arrays.fill(row, 0, length, 0);
    }
  }

  private void second(double[] values, int at, double[][] results, int length) {
    int from = shape.in(2);
    for (int j2 = 0; j2 < from; j2 += LongRows.GROUP) {
      int count = Math.min(LongRows.GROUP, from - j2);
      for (int row = 0; row < count; row++) {
        System.arraycopy(values, at + (j2 + row) * inner, x[row], 0, length);
      }
      // t[k, r2; j1, j3..jd] = sum_{j2} V^(2)[k, j2, r2] x[j1..jd]
      if (j2 == 0) {
        LongRows.set(results, v[1], 0, from, x, count, length);
      } else {
        LongRows.add(results, v[1], j2, from, x, count, length);
      }
    }
  }

  private void first(int j1, int count, int length) {
    int from = shape.in(1);
    for (int column = 0; column < sums.length; column++) {
      int k = column / shape.rank(2);
      // z_2[k, r1, r2; j3..jd] = sum_{j1} V^(1)[k, j1, r1] t[k, r2; j1, j3..jd]
      int at = k * shape.rank(1) * from + j1;
      LongRows.add(sums[column], v[0], at, from, columns[column], count, length);
    }
  }

  private void copySums(int begin, int length) {
    int terms = shape.terms();
    for (int row = 0; row < terms * shape.rank(1) * shape.rank(2); row++) {
      int r2 = row % shape.rank(2);
      int r1 = row / shape.rank(2) % shape.rank(1);
      int k = row / (shape.rank(1) * shape.rank(2));
      double[] sum = sums[k * shape.rank(2) + r2][r1];
      System.arraycopy(sum, 0, out, row * inner + begin, length);
    }
  }
}
