package org.kcpfpga.link.device;

/**
 * How far a stream has come.
 *
 * @param steps outputs that came back
 * @param of outputs in all
 * @param bytes bytes of the streams so far, both directions, without what packets add
 * @param millis time so far
 * @param statistics of the whole session
 */
public record StreamProgress(
    int steps, int of, long bytes, long millis, LinkStatistics statistics) {

  /** Bytes of the streams a second. */
  public double bytesPerSecond() {
    return 1000.0 * bytes / Math.max(1, millis);
  }

  /** Steps a second. */
  public double stepsPerSecond() {
    return 1000.0 * steps / Math.max(1, millis);
  }
}
