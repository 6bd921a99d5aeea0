package org.kcpfpga.compress;

/** Inner products and lengths. */
final class Vectors {
  private Vectors() {}

  static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double norm(double[] a) {
    return Math.sqrt(product(a, a));
  }

  /** a times a number. */
  static double[] times(double[] a, double factor) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] * factor;
    }
    return result;
  }

  /** a += factor b. */
  static void add(double[] a, double[] b, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] += factor * b[i];
    }
  }
}
