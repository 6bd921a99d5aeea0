package org.kcpfpga.fixed.fit;

/**
 * Multiplies the modes of a vector by factors, all but one.
 *
 * @param sizes of the modes of the vector
 * @param ranks of the factors
 * @param factors by mode, [K, size, rank]; null for the identity
 */
record Contraction(int[] sizes, int[] ranks, double[][] factors) {
  /** No mode is kept. */
  static final int ALL = -1;

  /** Of one term, [r_1]..[r_i-1][j_i][r_i+1]..[r_d], where i, from 0, is the mode that is kept. */
  double[] of(double[] vector, int term, int kept) {
    double[] values = vector;
    int inner = 1;
    for (int mode = sizes.length - 1; mode >= 0; mode--) {
      if (mode != kept && factors[mode] != null) {
        values = contracted(values, mode, term, inner);
      }
      inner *= mode == kept ? sizes[mode] : ranks[mode];
    }
    return values;
  }

  private double[] contracted(double[] in, int mode, int term, int inner) {
    int size = sizes[mode];
    int rank = ranks[mode];
    double[] matrix = factors[mode];
    int outer = in.length / (size * inner);
    double[] out = new double[outer * rank * inner];
    for (int a = 0; a < outer; a++) {
      for (int j = 0; j < size; j++) {
        int row = (term * size + j) * rank;
        int from = (a * size + j) * inner;
        for (int r = 0; r < rank; r++) {
          double weight = matrix[row + r];
          int to = (a * rank + r) * inner;
          for (int b = 0; b < inner; b++) {
            out[to + b] += weight * in[from + b];
          }
        }
      }
    }
    return out;
  }
}
