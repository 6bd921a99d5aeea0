package org.kcpfpga.fixed.calibration;

import java.util.ArrayList;
import java.util.List;

/** Vectors picked evenly from many. */
final class Picked {
  private static final int MOST = 128;
  private static final long MOST_VALUES = 1 << 22;

  private final List<double[]> vectors = new ArrayList<>();
  private final int every;
  private int seen;

  /**
   * Nothing picked yet.
   *
   * @param count how many will be seen
   * @param length of each
   */
  Picked(int count, int length) {
    int most = (int) Math.max(1, Math.min(MOST, MOST_VALUES / length));
    every = (count + most - 1) / most;
  }

  /** {@code vector}: kept as it is, not copied. */
  void see(double[] vector) {
    if (seen++ % every == 0) {
      vectors.add(vector);
    }
  }

  List<double[]> vectors() {
    return vectors;
  }
}
