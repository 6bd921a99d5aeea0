package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.plan.AcceleratorPlan;

/** The trade-off of a shape: interval against multipliers. */
public final class Explorer {
  /** Multipliers of a front, and budgets only tried for speed, beyond which nothing is tried. */
  private static final int MOST = 1 << 11;

  private final List<AcceleratorPlan> all = new ArrayList<>();
  private long fastest = Long.MAX_VALUE;

  private Explorer() {}

  /**
   * The plans that no other plan undercuts in both, those with the fewest multipliers first: every
   * p, and budgets in powers of two, beyond twice what these p take as long as each is faster than
   * all before it.
   *
   * @param design its lanes or budget are not looked at
   */
  public static List<AcceleratorPlan> front(Design design) {
    Explorer explorer = new Explorer();
    explorer.lanes(design);
    explorer.budgets(design);
    return explorer.front();
  }

  private void lanes(Design design) {
    long columns = (long) design.input().terms() * design.input().rank(design.input().modes());
    for (int lanes : IntMath.divisors(design.fibreSize())) {
      if (lanes * columns <= MOST && (design.lanes().bus() == 0 || lanes <= design.lanes().bus())) {
        add(design.withLanes(lanes));
      }
    }
  }

  private void budgets(Design design) {
    // the first budget of twice what the lanes take tells whether more are of use
    long most = all.stream().mapToInt(plan -> plan.pipeline().multipliers()).max().orElse(1);
    boolean faster = false;
    for (int budget = 1;
        budget <= 2 * most || (faster || budget < 4 * most) && budget <= MOST;
        budget *= 2) {
      faster = add(design.withMultipliers(budget));
    }
  }

  /** Adds the plan of a design, if such a core can be built; whether it is the fastest so far. */
  private boolean add(Design design) {
    AcceleratorPlan plan;
    try {
      plan = Planner.plan(design.checked("design " + design.name()));
    } catch (UserError impossible) {
      return false;
    }
    all.add(plan);
    boolean faster = plan.cycles().interval() < fastest;
    fastest = Math.min(fastest, plan.cycles().interval());
    return faster;
  }

  private List<AcceleratorPlan> front() {
    all.sort(
        Comparator.comparingInt((AcceleratorPlan plan) -> plan.pipeline().multipliers())
            .thenComparingLong(plan -> plan.cycles().interval()));
    List<AcceleratorPlan> front = new ArrayList<>();
    long best = Long.MAX_VALUE;
    for (AcceleratorPlan plan : all) {
      if (plan.cycles().interval() < best) {
        best = plan.cycles().interval();
        front.add(plan);
      }
    }
    return front;
  }
}
