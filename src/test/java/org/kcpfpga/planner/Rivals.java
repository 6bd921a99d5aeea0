package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.plan.AcceleratorPlan;

/** Allocations of a shape that are more than two percent faster than its plans. */
final class Rivals {
  /** By how much the planner's interval may exceed the best. */
  private static final double SLACK = 1.02;

  private final Design design;
  private final int most;
  private final int stages;
  private final List<Integer> fronts;
  private int plans;

  /**
   * Of a shape.
   *
   * @param most multipliers
   * @param stages with more of them a shape is left out
   */
  Rivals(Design design, int most, int stages) {
    this.design = design;
    this.most = most;
    this.stages = stages;
    this.fronts = new Fronts(design).choices(most);
  }

  /** Whether the shape has few enough stages. */
  boolean possible() {
    long[] reached = new long[most + 1];
    return fronts.stream()
        .allMatch(lanes -> ExhaustiveSearch.below(design, lanes, reached, stages) != null);
  }

  /** Plans that were compared. */
  int plans() {
    return plans;
  }

  /** What beats the plan of a budget, for all of them. */
  List<String> budgets() {
    long[] planned = new long[most + 1];
    // fewer than lanes of h are refused
    int least = design.lanes().hiddenOrOne();
    Arrays.fill(planned, 0, least, Long.MAX_VALUE);
    for (int budget = least; budget <= most; budget++) {
      long interval = Planner.plan(design.withMultipliers(budget)).cycles().interval();
      planned[budget] = Math.min(planned[budget - 1], interval);
      plans++;
    }
    List<String> beaten = new ArrayList<>();
    for (int lanes : fronts) {
      beaten.addAll(faster("budget", lanes, planned));
    }
    return beaten;
  }

  /** What beats the plan of lanes on as many multipliers, for all of them. */
  List<String> lanes() {
    List<String> beaten = new ArrayList<>();
    for (int lanes : fronts) {
      if (lanes > 0) {
        AcceleratorPlan plan = planned(lanes);
        int multipliers = plan == null ? most : plan.pipeline().multipliers();
        if (multipliers < most) {
          long[] planned = new long[multipliers + 1];
          Arrays.fill(planned, plan.cycles().interval());
          beaten.addAll(faster("p", lanes, planned));
          plans++;
        }
      }
    }
    return beaten;
  }

  private AcceleratorPlan planned(int lanes) {
    try {
      return Planner.plan(design.withLanes(lanes).checked("p"));
    } catch (UserError impossible) {
      return null;
    }
  }

  private List<String> faster(String key, int lanes, long[] planned) {
    long[] known = Arrays.stream(planned).map(cycles -> (long) Math.ceil(cycles / SLACK)).toArray();
    long[] least = ExhaustiveSearch.below(design, lanes, known, stages);
    List<String> beaten = new ArrayList<>();
    for (int budget = 1; budget < planned.length; budget++) {
      if (least[budget] < known[budget] && planned[budget] < Long.MAX_VALUE) {
        beaten.add(
            String.format(
                Locale.ROOT,
                "%s, front %d, %d multipliers: %d in place of %d",
                key,
                lanes,
                budget,
                least[budget],
                planned[budget]));
      }
    }
    return beaten;
  }
}
