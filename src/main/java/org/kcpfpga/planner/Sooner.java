package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.MergedModes;

/**
 * Trades multipliers for latency at the interval of a plan: the smallest core that was found to be
 * as soon as was wished for, with the operator on h as it is planned, or with full matrices, which
 * leave no product to the time in which the output waits for h.
 */
final class Sooner {
  /** Over the multipliers of a plan, the most that a latency may cost where there is no budget. */
  private static final int MOST_GROWTH = 8;

  /** The part of a latency to which the least is found. */
  private static final int FINE = 100;

  /** Over the multiplications of a plan, those that full matrices may take. */
  private static final int MOST_WORK = 2;

  private final AcceleratorPlan plan;
  private final List<Workload> workloads;
  private final long interval;
  private final long wish;
  private final int most;

  Sooner(AcceleratorPlan plan) {
    Design design = plan.design();
    this.plan = plan;
    this.workloads = workloads();
    this.interval = Math.max(plan.cycles().interval(), design.lanes().interval());
    this.wish = design.lanes().latency();
    this.most =
        design.lanes().budgeted()
            ? design.lanes().multipliers()
            : MOST_GROWTH * plan.pipeline().multipliers();
  }

  AcceleratorPlan plan() {
    if (plan.cycles().latency() <= wish) {
      return plan;
    }
    AcceleratorPlan best = within(wish);
    if (best == null) {
      throw refused(soonest());
    }
    return best;
  }

  /** The smallest plan found of this latency, or null. */
  private AcceleratorPlan within(long latency) {
    LatencySearch.Goal goal = new LatencySearch.Goal(interval, latency, most);
    AcceleratorPlan best = null;
    for (Workload workload : workloads) {
      LatencySearch.Timed found = new LatencySearch(workload, goal).found();
      if (found != null) {
        AcceleratorPlan next = workload.plan(found.pipeline());
        best = best == null || Reaching.ORDER.compare(next, best) < 0 ? next : best;
      }
    }
    return best;
  }

  /** About the least latency that is found, by halving what lies between it and the wish. */
  private AcceleratorPlan soonest() {
    AcceleratorPlan best = plan;
    long out = wish;
    while (best.cycles().latency() - out > 1 + best.cycles().latency() / FINE) {
      long middle = (out + best.cycles().latency()) / 2;
      AcceleratorPlan sooner = within(middle);
      best = sooner == null ? best : sooner;
      out = sooner == null ? middle : out;
    }
    return best;
  }

  private List<Workload> workloads() {
    int lanes = plan.pipeline().frontLanes();
    List<Workload> all = new ArrayList<>();
    all.add(new Workload(plan.design(), plan.forms(), lanes, true));
    MergedModes merged = plan.forms().withHiddenMerged();
    if (!merged.equals(plan.forms()) && merged.fit(plan.design())) {
      Workload full = new Workload(plan.design(), merged, lanes, true);
      if (full.work() <= MOST_WORK * all.get(0).work()) {
        all.add(full);
      }
    }
    return all;
  }

  private UserError refused(AcceleratorPlan least) {
    return UserError.at(
        "design " + plan.design().name() + ": latency",
        wish,
        String.format(
            Locale.ROOT,
            "at least %d, the least that was found at %d cycles a step, on %d multipliers",
            least.cycles().latency(),
            interval,
            least.pipeline().multipliers()));
  }
}
