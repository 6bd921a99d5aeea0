package org.kcpfpga.plan;

import java.util.List;

/**
 * The one immutable answer to every question about widths, folds, latencies and cycles.
 *
 * @param design what was chosen
 * @param pipeline the structure that follows
 * @param cycles its exact cycle counts
 */
public record AcceleratorPlan(Design design, Pipeline pipeline, CycleCounts cycles) {

  /** N / p, the cycles that the input stream alone takes. */
  public long inputBound() {
    return pipeline.front().beats();
  }

  /** Multiplications per step over what all multipliers could do in an interval. */
  public double utilisation() {
    return (double) pipeline.multiplications() / pipeline.multipliers() / cycles.interval();
  }

  /** Stages with a saturation counter, in the order of the register map. */
  public List<String> saturationNames() {
    return Saturations.names(design.input().modes(), design.hidden().modes());
  }

  /** First 32 bits of a hash over everything the hardware depends on except factor values. */
  public int hash() {
    return PlanHash.of(this);
  }
}
