package org.kcpfpga.accuracy;

/** Largest absolute error, and signal to quantisation noise ratio in dB. */
public final class ErrorMeasure {
  private static final double LIMIT_DB = 200;

  private double largest;
  private double signal;
  private double noise;

  /** Adds one value. */
  public void add(double reference, double value) {
    double error = value - reference;
    largest = Math.max(largest, Math.abs(error));
    signal += reference * reference;
    noise += error * error;
  }

  /** Adds all values of two arrays of one length. */
  public void add(double[] reference, double[] values) {
    for (int i = 0; i < reference.length; i++) {
      add(reference[i], values[i]);
    }
  }

  public double maxAbsError() {
    return largest;
  }

  /** 10 log10(signal / noise), from -200 to 200; 200 stands for no noise at all. */
  public double sqnrDb() {
    if (noise == 0) {
      return LIMIT_DB;
    }
    return Math.max(-LIMIT_DB, Math.min(LIMIT_DB, 10 * Math.log10(signal / noise)));
  }
}
