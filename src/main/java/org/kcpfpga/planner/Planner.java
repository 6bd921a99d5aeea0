package org.kcpfpga.planner;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.Lanes;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Pipeline;

/**
 * Chooses the multipliers of a core: the fewest that meet the input bound, the fewest that reach an
 * interval, or the fastest core within a budget.
 *
 * <p>Candidates are judged by the load of their busiest bank; the best of them are timed exactly,
 * and only that decides.
 */
public final class Planner {
  /** The part of its interval by which a compact core may be slower. */
  private static final int COMPACT_SLACK = 16;

  /** Plans to remember: a command asks for the same one in several places, and a search is long. */
  private static final int REMEMBERED = 256;

  private static final Map<Design, AcceleratorPlan> KNOWN =
      Collections.synchronizedMap(
          new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Design, AcceleratorPlan> eldest) {
              return size() > REMEMBERED;
            }
          });

  private Planner() {}

  /** The plan of a design; the same design always gives the same plan. */
  public static AcceleratorPlan plan(Design design) {
    AcceleratorPlan known = KNOWN.get(design);
    if (known == null) {
      known = made(design);
      KNOWN.put(design, known);
    }
    return known;
  }

  private static AcceleratorPlan made(Design design) {
    boolean chooses = design.lanes().choosesHidden() && design.hidden() != null;
    return chooses ? hiddenLanes(design) : withLanes(design);
  }

  /** The best plan of all lanes of h that the output takes. */
  private static AcceleratorPlan hiddenLanes(Design design) {
    Comparator<AcceleratorPlan> order = design.lanes().timed() ? Reaching.ORDER : Fastest.ORDER;
    AcceleratorPlan best = null;
    UserError refusal = null;
    for (int lanes : IntMath.divisors(design.lanes().output())) {
      if (design.lanes().budgeted() && lanes > design.lanes().multipliers()) {
        break;
      }
      try {
        AcceleratorPlan plan = plan(design.withHiddenLanes(lanes));
        best = best == null || order.compare(plan, best) < 0 ? plan : best;
      } catch (UserError outOfReach) {
        // the most lanes reach the least interval
        refusal = outOfReach;
      }
    }
    if (best == null) {
      throw refusal;
    }
    return new AcceleratorPlan(design, best.forms(), best.pipeline(), best.cycles());
  }

  /** With lanes of h that are given, or one. */
  private static AcceleratorPlan withLanes(Design design) {
    AcceleratorPlan plan = chosen(design);
    if (design.lanes().latency() > 0) {
      plan = new Sooner(plan).plan();
    }
    return shortened(plan);
  }

  private static AcceleratorPlan chosen(Design design) {
    Fronts fronts = new Fronts(design);
    Lanes lanes = design.lanes();
    if (lanes.budgeted()) {
      return new Fastest(fronts, lanes.multipliers(), 0, Bench.PATIENCE).plan();
    }
    return lanes.timed() ? new Reaching(fronts, lanes.interval()).plan() : smallest(fronts);
  }

  /** The smallest plan that meets the goal; if a step waits for h, faster on its multipliers. */
  private static AcceleratorPlan smallest(Fronts fronts) {
    Workload workload = fronts.workload(fronts.design().lanes().input());
    AcceleratorPlan plan = fronts.smallest(workload);
    if (plan.cycles().interval() <= fronts.bound(workload.frontLanes())) {
      return plan;
    }
    Bench bench = new Bench(workload, Bench.PATIENCE);
    int most = plan.pipeline().multipliers();
    Trial improved = new Improvement(bench, most, 0).improved(List.of(Trial.of(plan)));
    Bench last = new Bench(workload, Bench.PATIENCE / Remaining.SHARE);
    Trial faster = Remaining.fastest(last, most, improved.interval() - 1);
    return workload.plan(faster == null ? improved.pipeline() : faster.pipeline());
  }

  /** The plan with the shortest queues of the same cycles; those of a compact core take a few. */
  private static AcceleratorPlan shortened(AcceleratorPlan plan) {
    long interval = plan.cycles().interval();
    Pipeline pipeline =
        plan.design().implementation().compact()
            ? ShortQueues.of(plan.pipeline(), interval + interval / COMPACT_SLACK, Long.MAX_VALUE)
            : ShortQueues.of(plan.pipeline(), interval, plan.cycles().latency());
    return Workload.plan(plan.design(), plan.forms(), pipeline);
  }
}
