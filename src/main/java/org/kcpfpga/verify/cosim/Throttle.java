package org.kcpfpga.verify.cosim;

import java.util.SplittableRandom;

/** In which cycles a stream flows: each for itself, or in bursts. */
final class Throttle {
  private final SplittableRandom random;
  private final double pause;
  private final int burst;
  private boolean flowing = true;

  /**
   * A rhythm.
   *
   * @param pause part of the cycles in which it does not flow
   * @param burst mean length of a pause in cycles; 0: every cycle for itself
   */
  Throttle(SplittableRandom random, double pause, int burst) {
    this.random = random;
    this.pause = pause;
    this.burst = burst;
  }

  /** Whether it flows in the next cycle. */
  boolean flows() {
    if (burst == 0) {
      return chance(1 - pause);
    }
    // ends with 1 / burst; begins so often that pause = begin / (begin + end)
    double end = 1.0 / burst;
    flowing = flowing ? !chance(end * pause / (1 - pause)) : chance(end);
    return flowing;
  }

  private boolean chance(double probability) {
    return probability >= 1 || probability > 0 && random.nextDouble() < probability;
  }
}
