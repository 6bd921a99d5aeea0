package org.kcpfpga.kcp;

import java.util.Arrays;

/**
 * The first two contract stages of {@link FirstModeFirst} in one pass over x, so that the values
 * between them, nearly as many as x has, stay in the cache. For one call by one thread.
 */
final class FirstTwoModes {
  private final OperatorShape shape;
  private final double[][] v;
  private final int inner;

  /** Pieces of the rows j1 of x, for one j2. */
  private final double[][] x;

  /** Pieces of z_1 for some j2, as [k, r1][j2]. */
  private final double[][][] between;

  /** Pieces of z_2, as [k, r1][r2]. */
  private final double[][][] sums;

  FirstTwoModes(OperatorShape shape, double[][] v, int inner) {
    this.shape = shape;
    this.v = v;
    this.inner = inner;
    int length = Math.min(LongRows.LENGTH, inner);
    int columns = shape.terms() * shape.rank(1);
    x = new double[shape.in(1)][length];
    between = new double[columns][LongRows.GROUP][length];
    sums = new double[columns][shape.rank(2)][length];
  }

  /** z_2[k][r1, r2][j3..jd] of x. */
  double[] apply(double[] values) {
    double[] out = new double[sums.length * shape.rank(2) * inner];
    for (int begin = 0; begin < inner; begin += LongRows.LENGTH) {
      int length = Math.min(LongRows.LENGTH, inner - begin);
      for (double[][] rows : sums) {
        clear(rows, length);
      }
      for (int j2 = 0; j2 < shape.in(2); j2 += LongRows.GROUP) {
        int count = Math.min(LongRows.GROUP, shape.in(2) - j2);
        for (int group = 0; group < count; group++) {
          first(values, (j2 + group) * inner + begin, group, length);
        }
        second(j2, count, length);
      }
      for (int row = 0; row < sums.length * shape.rank(2); row++) {
        double[] sum = sums[row / shape.rank(2)][row % shape.rank(2)];
        System.arraycopy(sum, 0, out, row * inner + begin, length);
      }
    }
    return out;
  }

  private static void clear(double[][] rows, int length) {
    for (double[] row : rows) {
      Arrays.fill(row, 0, length, 0);
    }
  }

  private void first(double[] values, int at, int group, int length) {
    for (int j1 = 0; j1 < x.length; j1++) {
      System.arraycopy(values, j1 * shape.in(2) * inner + at, x[j1], 0, length);
    }
    double[][] z1 = new double[between.length][];
    for (int column = 0; column < z1.length; column++) {
      z1[column] = between[column][group];
    }
    // z_1[k, r1; j2..jd] = sum_{j1} V^(1)[k, j1, r1] x[j1..jd]
    LongRows.set(z1, v[0], 0, x.length, x, x.length, length);
  }

  private void second(int j2, int count, int length) {
    int columns = shape.in(2);
    for (int column = 0; column < between.length; column++) {
      int k = column / shape.rank(1);
      // z_2[k, r1, r2; j3..jd] = sum_{j2} V^(2)[k, j2, r2] z_1[k, r1; j2..jd]
      int at = k * shape.rank(2) * columns + j2;
      LongRows.add(sums[column], v[1], at, columns, between[column], count, length);
    }
  }
}
