package org.kcpfpga.plan;

import java.util.List;
import org.kcpfpga.design.Design;
import org.kcpfpga.kcp.OperatorShape;

/**
 * The one immutable answer to every question about widths, folds, latencies and cycles.
 *
 * @param design what was chosen
 * @param forms how it computes with each mode
 * @param pipeline the structure that follows
 * @param cycles its exact cycle counts
 */
public record AcceleratorPlan(
    Design design, MergedModes forms, Pipeline pipeline, CycleCounts cycles) {

  /** N / p, the cycles that the input stream alone takes. */
  public long inputBound() {
    return design.inSize() / pipeline.stream().lanes();
  }

  /** Multiplications per step over what the core could do in an interval. */
  public double utilisation() {
    return (double) pipeline.multiplications() / pipeline.parallelProducts() / cycles.interval();
  }

  /** Multiplications of the dense cell per cycle and product that this core does at once. */
  public double denseMacsPerCycleAndMultiplier() {
    return (double) design.denseMacs() / cycles.interval() / pipeline.parallelProducts();
  }

  /** DSPs of a chip whose multipliers have an operand of so many bits, and one of 18. */
  public int dsps(int operandBits) {
    FrontPlan front = pipeline.front();
    int more = front == null ? 0 : front.dsps(operandBits) - front.multipliers();
    return pipeline.multipliers() + more;
  }

  /**
   * DSPs of which one operand never changes, those of a front with one fixed factor a cell:
   * synthesis makes logic of the simpler ones, and one of two that are equal.
   */
  public int constantDsps() {
    FrontPlan front = pipeline.front();
    boolean constant = pipeline.systolic() && !front.folded() && !design.loadable();
    return constant ? front.multipliers() : 0;
  }

  /** Shape of the input operator with merged modes. */
  public OperatorShape inputShape() {
    return forms.inputShape(design);
  }

  /** Shape of the hidden operator with merged modes, or null. */
  public OperatorShape hiddenShape() {
    return forms.hiddenShape(design);
  }

  /** Stages with a saturation counter, in the order of the register map. */
  public List<String> saturationNames() {
    return StageNames.names(pipeline);
  }

  /** First 32 bits of a hash over everything the hardware depends on except factor values. */
  public int hash() {
    return PlanHash.of(this);
  }
}
