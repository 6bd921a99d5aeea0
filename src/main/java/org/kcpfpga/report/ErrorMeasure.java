package org.kcpfpga.report;

/** Largest absolute error, and signal to quantisation noise ratio in dB. */
public final class ErrorMeasure {
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

  /** 10 log10(signal / noise); 200 stands for no noise at all. */
  public double sqnrDb() {
    return noise == 0 ? 200 : Math.min(200, 10 * Math.log10(signal / noise));
  }
}
