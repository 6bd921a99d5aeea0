package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.design.Design;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.planner.build.FrontBuilder;
import org.kcpfpga.planner.build.Limits;

/**
 * The fronts that a design can have.
 *
 * @param design its lanes, budget or interval are not looked at, but for its bus
 */
record Fronts(Design design) {
  /** What a recurrent step may take above one hidden element per cycle. */
  private static final int LOOP_SLACK = 40;

  /** N / p; without a front an element a cycle is the most. */
  long bound(int lanes) {
    return design.inSize() / Math.max(1, lanes);
  }

  /** What a front of so many lanes leaves to the banks; 0 for none. */
  Workload workload(int lanes) {
    MergedModes forms = MergedModes.of(design, Math.max(bound(lanes), design.hiddenSize()));
    return new Workload(design, forms, lanes);
  }

  /**
   * Cycles per step that no core of this design undercuts with p lanes: the input, or one hidden
   * element per cycle.
   */
  private long goal(int lanes) {
    boolean waits = design.cell().recurrent() && design.sequences() == 1;
    return Math.max(bound(lanes), design.hiddenSize() + (waits ? LOOP_SLACK : 0));
  }

  /** The smallest plan that keeps up with a front, or comes near. */
  AcceleratorPlan smallest(Workload workload) {
    long goal = goal(workload.frontLanes());
    AcceleratorPlan shared = Sharings.smallest(workload, goal);
    return shared != null ? shared : new BankSearch(workload, goal).plan();
  }

  /** Lanes of a systolic front of at most so many multipliers that the bus can feed, and none. */
  List<Integer> choices(int multipliers) {
    List<Integer> choices = new ArrayList<>();
    for (int lanes : IntMath.divisors(design.fibreSize())) {
      boolean fed = design.lanes().bus() == 0 || lanes <= design.lanes().bus();
      FrontPlan front = FrontBuilder.build(design, design.input(), lanes);
      boolean small =
          front.multipliers() <= multipliers && front.parallelProducts() <= Limits.PRODUCTS;
      if (fed && small && Limits.fits(design, lanes, front.columns())) {
        choices.add(lanes);
      }
    }
    choices.add(0);
    return choices;
  }
}
