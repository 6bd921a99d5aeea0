package org.kcpfpga.kcp;

/** A {@link ModeProduct} with long rows, a piece of each row at a time. For one thread. */
final class RowTiles {
  private final ModeProduct product;
  private final int piece;
  private final double[][] rows;
  private final double[][] sums;

  RowTiles(ModeProduct product) {
    this.product = product;
    piece = LongRows.piece(product.inner(), product.to());
    rows = LongRows.allocate(LongRows.GROUP, piece);
    sums = LongRows.allocate(product.to(), piece);
  }

  /** {@code out[c][b] += sum_j matrix[c][j] * in[j][b]}, each array beginning at its offset. */
  void addTo(double[] out, int outAt, double[] matrix, int matrixAt, double[] in, int inAt) {
    int inner = product.inner();
    for (int begin = 0; begin < inner; begin += piece) {
      int length = Math.min(piece, inner - begin);
      for (int c = 0; c < sums.length; c++) {
        System.arraycopy(out, outAt + c * inner + begin, sums[c], 0, length);
      }
      for (int j = 0; j < product.from(); j += rows.length) {
        int count = Math.min(rows.length, product.from() - j);
        for (int row = 0; row < count; row++) {
          System.arraycopy(in, inAt + (j + row) * inner + begin, rows[row], 0, length);
        }
        LongRows.add(sums, matrix, matrixAt + j, product.from(), rows, count, length);
      }
      for (int c = 0; c < sums.length; c++) {
        System.arraycopy(sums[c], 0, out, outAt + c * inner + begin, length);
      }
    }
  }
}
