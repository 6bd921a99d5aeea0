package org.kcpfpga.verify.cosim;

import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.plan.AcceleratorPlan;

/** How a co-simulation lets its streams wait. */
public enum StallPattern {
  /** Never. */
  NONE(0, 0, 0),
  /** Now and then a cycle. */
  LIGHT(0.2, 0.2, 0),
  /**
   * The input never, the output so much that a step takes four intervals to leave, so that all
   * queues fill up to the input.
   */
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

  /** The pattern, for a core. */
  public Traffic traffic(long seed, Deployment deployment) {
    double waits = this == HEAVY ? Math.max(stall, slow(deployment.plan())) : stall;
    double patience = EngineRun.patience(deployment) / (1 - gap) / (1 - waits);
    return new Traffic(gap, waits, seed, (long) patience + 100L * burst, burst);
  }

  /** 1 - beats of a step / (4 intervals). */
  private static double slow(AcceleratorPlan plan) {
    double beats = (double) plan.design().hiddenSize() / plan.design().lanes().output();
    return 1 - beats / 4 / plan.cycles().interval();
  }
}
