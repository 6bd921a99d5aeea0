package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kcpfpga.tensor.UserError;

/** The trade-off of a shape: interval against multipliers. */
public final class Explorer {
  /** Multipliers above which nothing is tried. */
  private static final int MOST = 1 << 11;

  private Explorer() {}

  /**
   * The plans that no other plan undercuts in both, those with the fewest multipliers first: every
   * p, and budgets in powers of two.
   *
   * @param design its lanes or budget are not looked at
   */
  public static List<AcceleratorPlan> front(Design design) {
    List<AcceleratorPlan> all = new ArrayList<>();
    long columns = (long) design.input().terms() * design.input().rank(design.input().modes());
    int most = 1;
    for (int lanes : Checks.divisors(design.fibreSize())) {
      if (lanes * columns <= MOST && (design.busLanes() == 0 || lanes <= design.busLanes())) {
        most = add(all, design.withLanes(lanes), most);
      }
    }
    for (int budget = 1; budget < most; budget *= 2) {
      add(all, design.withMultipliers(budget), most);
    }
    all.sort(
        Comparator.comparingInt((AcceleratorPlan plan) -> plan.pipeline().multipliers())
            .thenComparingLong(plan -> plan.cycles().interval()));
    List<AcceleratorPlan> front = new ArrayList<>();
    long fastest = Long.MAX_VALUE;
    for (AcceleratorPlan plan : all) {
      if (plan.cycles().interval() < fastest) {
        fastest = plan.cycles().interval();
        front.add(plan);
      }
    }
    return front;
  }

  /**
   * Adds the plan of a design, if a core of that kind can be built; the most multipliers so far.
   */
  private static int add(List<AcceleratorPlan> all, Design design, int most) {
    try {
      AcceleratorPlan plan = Planner.plan(design);
      all.add(plan);
      return Math.max(most, plan.pipeline().multipliers());
    } catch (UserError tooLarge) {
      return most;
    }
  }
}
