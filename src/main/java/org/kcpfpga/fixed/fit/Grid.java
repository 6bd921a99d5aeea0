package org.kcpfpga.fixed.fit;

import java.util.List;
import org.kcpfpga.fixed.Rounding;

/**
 * The numbers that factors can be.
 *
 * @param u fraction bits of U, by mode; not read where U is the identity
 * @param v fraction bits of V, by mode
 * @param bits width of a factor
 */
public record Grid(List<Integer> u, List<Integer> v, int bits) {
  public Grid {
    u = List.copyOf(u);
    v = List.copyOf(v);
  }

  /** The nearest number to each, with this fraction. */
  double[] rounded(double[] factors, int fraction) {
    double[] values = new double[factors.length];
    for (int i = 0; i < values.length; i++) {
      long integer = Rounding.quantise(factors[i], fraction, bits);
      values[i] = Math.scalb((double) integer, -fraction);
    }
    return values;
  }
}
