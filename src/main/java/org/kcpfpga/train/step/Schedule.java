package org.kcpfpga.train.step;

/**
 * The rate of every step: rises in a straight line, then falls as half a cosine to a hundredth.
 *
 * @param peak the largest rate
 * @param warmUp steps until then
 * @param total steps of the training
 */
public record Schedule(double peak, long warmUp, long total) {
  private static final double LAST = 0.01;

  /** The rate of a step, from 0. */
  public double rate(long step) {
    if (step < warmUp) {
      return peak * (step + 1) / warmUp;
    }
    double way = (double) (step - warmUp) / Math.max(1, total - warmUp);
    double cosine = 0.5 * (1 + Math.cos(Math.PI * Math.min(1, way)));
    return peak * (LAST + (1 - LAST) * cosine);
  }
}
