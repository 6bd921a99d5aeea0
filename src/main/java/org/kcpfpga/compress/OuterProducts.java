package org.kcpfpga.compress;

/**
 * Large outer products in a tensor, to begin a fit with.
 *
 * <p>Of two modes they are the singular terms, the best of all. Of more, the singular terms of the
 * first mode against all others, and of what these have there again the largest outer product.
 */
final class OuterProducts {
  private OuterProducts() {}

  /** By term and mode. */
  static double[][][] largest(Rearranged target, int terms, long seed) {
    return largest(target.values(), target.extents(), 0, terms, seed);
  }

  private static double[][][] largest(
      double[] values, int[] extents, int mode, int terms, long seed) {
    double[][][] found = new double[terms][extents.length - mode][];
    if (mode == extents.length - 1) {
      // there is one outer product of one mode
      for (int k = 0; k < terms; k++) {
        found[k][0] = k == 0 ? values.clone() : new double[values.length];
      }
      return found;
    }
    Leading leading = Leading.of(values, extents[mode], terms, seed);
    for (int k = 0; k < terms; k++) {
      double[][] rest = largest(leading.right()[k], extents, mode + 1, 1, seed)[0];
      found[k][0] = leading.left()[k];
      System.arraycopy(rest, 0, found[k], 1, rest.length);
    }
    return found;
  }
}
