package org.kcpfpga.fixed.fit;

import org.kcpfpga.fixed.Rounding;

/** Puts integers in the places of factors on which the error depends by the same H. */
final class IntegerFit {
  private final double prior;
  private final Lattice lattice;
  private final int bits;

  /**
   * What is known without samples, that W matters, weighs as much as one sample of {@code count}.
   *
   * @param h second derivative of half the error; replaced
   * @param bits width of a factor
   */
  IntegerFit(double[][] h, int count, int bits) {
    this.bits = bits;
    double trace = 0;
    for (int i = 0; i < h.length; i++) {
      trace += h[i][i];
    }
    // of zeros, or beyond all numbers: each is rounded by itself
    boolean defined = trace / h.length / count > 0 && Double.isFinite(trace);
    prior = defined ? trace / h.length / count : 1;
    for (int i = 0; i < h.length; i++) {
      for (int j = 0; j < h.length && !defined; j++) {
        h[i][j] = 0;
      }
      h[i][i] += prior;
    }
    lattice = new Lattice(h);
  }

  /**
   * Rounds some factors.
   *
   * @param slope of half the error, downwards, where they are now
   * @param factors all of a tensor
   * @param origin where they come from
   * @param places of those that are rounded, as many as H has rows
   * @param fraction fraction bits
   */
  void round(double[] slope, double[] factors, double[] origin, int[] places, int fraction) {
    double[] c = new double[places.length];
    for (int i = 0; i < c.length; i++) {
      double known = Double.isFinite(slope[i]) ? slope[i] : 0;
      c[i] = known + prior * (origin[places[i]] - factors[places[i]]);
    }
    c = lattice.solve(c);
    for (int i = 0; i < c.length; i++) {
      c[i] = Math.scalb(factors[places[i]] + c[i], fraction);
    }
    double[] x = lattice.nearest(c, Rounding.min(bits), Rounding.max(bits));
    for (int i = 0; i < c.length; i++) {
      factors[places[i]] = Math.scalb(x[i], -fraction);
    }
  }
}
