package org.kcpfpga.datasets.source;

/** Brings sequences to one length. */
final class Padding {
  private Padding() {}

  /**
   * The last {@code steps} steps, with zeros before the first if there are fewer.
   *
   * @param values [given steps][size]
   */
  static double[] front(double[] values, int size, int steps) {
    double[] padded = new double[steps * size];
    int copied = Math.min(values.length, padded.length);
    System.arraycopy(values, values.length - copied, padded, padded.length - copied, copied);
    return padded;
  }

  /**
   * As many steps as asked for, by linear interpolation in time; the first and the last step stay.
   *
   * @param values [given steps][size], at least one step
   */
  static double[] stretched(double[] values, int size, int steps) {
    int given = values.length / size;
    double[] stretched = new double[steps * size];
    for (int step = 0; step < steps; step++) {
      double at = steps == 1 ? 0 : (double) step * (given - 1) / (steps - 1);
      int before = Math.min((int) at, given - 1);
      int after = Math.min(before + 1, given - 1);
      double part = at - before;
      for (int i = 0; i < size; i++) {
        stretched[step * size + i] =
            (1 - part) * values[before * size + i] + part * values[after * size + i];
      }
    }
    return stretched;
  }
}
