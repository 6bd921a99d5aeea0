package org.kcpfpga.fixed.fit;

import java.util.List;

/**
 * The factors of some terms in one mode, and how the error depends on them. W x is linear in them:
 * in V_k through B_k, x contracted in all other modes; in U_k through the latents of x.
 *
 * @param factors as they are now
 * @param samples x and y
 * @param mode from 0
 * @param first the first term
 * @param terms how many
 */
record Block(Factors factors, Samples samples, int mode, int first, int terms) {

  /** x of every sample and term, contracted in all modes but {@code kept}. */
  double[][][] inputs(int kept) {
    return contracted(factors.input(), samples.x(), kept);
  }

  /** y - W x of every sample and term, multiplied by all U^T but that of {@code kept}. */
  double[][][] errors(int kept) {
    return contracted(factors.output(), samples.errors(factors.operator()), kept);
  }

  private double[][][] contracted(Contraction by, List<double[]> vectors, int kept) {
    double[][][] all = new double[vectors.size()][terms][];
    for (int s = 0; s < all.length; s++) {
      for (int k = 0; k < terms; k++) {
        all[s][k] = by.of(vectors.get(s), first + k, kept);
      }
    }
    return all;
  }

  /** [k][a][b]: the sum over samples of left times right, of which this mode is left. */
  double[] products(double[][][] left, int as, double[][][] right, int bs) {
    double[] sum = new double[terms * as * bs];
    for (int s = 0; s < left.length; s++) {
      for (int k = 0; k < terms; k++) {
        Outer.addTo(sum, k * as * bs, left[s][k], as, right[s][k], bs, inner());
      }
    }
    return sum;
  }

  /**
   * [k, a][l, b]: the sum over samples of values of k and l, multiplied by U_k^T U_l in all other
   * modes.
   *
   * @param values by sample and term
   * @param size of this mode in them
   */
  double[][] moments(double[][][] values, int size) {
    double[][] moments = new double[terms * size][terms * size];
    for (int k = 0; k < terms; k++) {
      for (int l = 0; l <= k; l++) {
        Contraction grams = grams(first + k, first + l, size);
        double[] sum = new double[size * size];
        for (double[][] one : values) {
          Outer.addTo(sum, 0, grams.of(one[k], 0, mode), size, one[l], size, inner());
        }
        for (int i = 0; i < sum.length; i++) {
          int row = k * size + i / size;
          int column = l * size + i % size;
          moments[row][column] = sum[i];
          moments[column][row] = sum[i];
        }
      }
    }
    return moments;
  }

  private Contraction grams(int k, int l, int size) {
    int modes = factors.shape.modes();
    int[] sizes = factors.shape.ranks();
    sizes[mode] = size;
    double[][] grams = new double[modes][];
    for (int i = 0; i < modes; i++) {
      grams[i] = i == mode ? null : factors.gram(i, k, l);
    }
    return new Contraction(sizes, sizes, grams);
  }

  /** R_i+1..R_d. */
  private int inner() {
    int inner = 1;
    for (int i = mode + 2; i <= factors.shape.modes(); i++) {
      inner *= factors.shape.rank(i);
    }
    return inner;
  }
}
