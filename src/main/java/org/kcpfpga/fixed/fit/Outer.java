package org.kcpfpga.fixed.fit;

/** Sums of products over all modes of two tensors but one. */
final class Outer {
  private Outer() {}

  /**
   * {@code sum[at + a * bs + b] += sum_pq left[p, a, q] right[p, b, q]}.
   *
   * @param as extent of the mode that left keeps
   * @param bs extent of the mode that right keeps
   * @param inner extent of q
   */
  static void addTo(
      double[] sum, int at, double[] left, int as, double[] right, int bs, int inner) {
    int outer = left.length / (as * inner);
    for (int p = 0; p < outer; p++) {
      for (int a = 0; a < as; a++) {
        for (int b = 0; b < bs; b++) {
          sum[at + a * bs + b] +=
              dot(left, (p * as + a) * inner, right, (p * bs + b) * inner, inner);
        }
      }
    }
  }

  private static double dot(double[] left, int from, double[] right, int at, int length) {
    double sum = 0;
    for (int q = 0; q < length; q++) {
      sum += left[from + q] * right[at + q];
    }
    return sum;
  }
}
