package org.kcpfpga.report;

import org.kcpfpga.host.Traffic;

/** How a co-simulation lets its streams wait. */
public enum StallPattern {
  /** Never. */
  NONE(0, 0, 0),
  /** Now and then a cycle. */
  LIGHT(0.2, 0.2, 0),
  /** The output most of the time, the input never, so that queues fill up to it. */
  HEAVY(0, 0.9, 0),
  /** Either flows for long and waits for long. */
  BURSTS(0.5, 0.5, 60);

  private final double gap;
  private final double stall;
  private final int burst;

  StallPattern(double gap, double stall, int burst) {
    this.gap = gap;
    this.stall = stall;
    this.burst = burst;
  }

  /** The pattern, for a core that takes {@code patience} cycles at most where nothing waits. */
  Traffic traffic(long seed, long patience) {
    long limit = (long) (patience / (1 - gap) / (1 - stall)) + 100L * burst;
    return new Traffic(gap, stall, seed, limit, burst);
  }
}
