package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.timing.Timing;
import org.kcpfpga.planner.build.Allocation;
import org.kcpfpga.planner.build.Limits;

/** The fewest multipliers, then the least latency, that reach an interval, of all fronts. */
final class Reaching {
  /** Better plans first. */
  static final Comparator<AcceleratorPlan> ORDER =
      Comparator.comparingInt((AcceleratorPlan plan) -> plan.pipeline().multipliers())
          .thenComparingLong(plan -> plan.cycles().latency())
          .thenComparingLong(plan -> plan.cycles().interval());

  private final Fronts fronts;
  private final long goal;

  Reaching(Fronts fronts, long goal) {
    this.fronts = fronts;
    this.goal = goal;
  }

  AcceleratorPlan plan() {
    List<Workload> workloads = new ArrayList<>();
    for (int lanes : fronts.choices(Limits.PRODUCTS)) {
      if (fronts.bound(lanes) <= goal) {
        workloads.add(fronts.workload(lanes));
      }
    }
    workloads.sort(Comparator.comparingLong(this::least));
    AcceleratorPlan best = null;
    for (Workload workload : workloads) {
      if (best == null || least(workload) <= best.pipeline().multipliers()) {
        AcceleratorPlan plan = reached(workload, Bench.PATIENCE / workloads.size());
        best = plan != null && (best == null || ORDER.compare(plan, best) < 0) ? plan : best;
      }
    }
    if (best == null) {
      throw UserError.at(
          "design " + fronts.design().name() + ": interval",
          goal,
          "at least " + leastInterval() + ", the fewest cycles a step that were found");
    }
    long least = workloads.stream().mapToLong(this::least).min().orElseThrow();
    return smaller(best, least);
  }

  /** What budgets of one multiplier less, and of half as many more, lead to. */
  private AcceleratorPlan smaller(AcceleratorPlan from, long least) {
    AcceleratorPlan best = from;
    AcceleratorPlan next = from;
    while (next != null && next.pipeline().multipliers() > least) {
      best = next;
      int now = best.pipeline().multipliers();
      next = within(now - 1, now);
      next = next == null ? within(now + now / 2, now) : next;
    }
    return next == null ? best : next;
  }

  /** The plan that a budget leads to, if it is smaller; else null. */
  private AcceleratorPlan within(int budget, int than) {
    AcceleratorPlan plan = new Fastest(fronts, budget, goal, Bench.PATIENCE / 2).plan();
    boolean smaller = plan.pipeline().multipliers() < than;
    return smaller && plan.cycles().interval() <= goal ? plan : null;
  }

  /** Multipliers without which no core does its work in time. */
  private long least(Workload workload) {
    return workload.frontMultipliers() + (workload.work() + goal - 1) / goal;
  }

  /** The smallest plan found with a front, or null. */
  private AcceleratorPlan reached(Workload workload, long patience) {
    List<Trial> starts = new ArrayList<>();
    AcceleratorPlan shared = Sharings.smallest(workload, goal);
    if (shared != null) {
      starts.add(Trial.of(shared));
    }
    if (shared == null || shared.pipeline().multipliers() > least(workload)) {
      AcceleratorPlan apart = new BankSearch(workload, goal).reaching();
      apart = apart == null && shared == null ? widest(workload) : apart;
      if (apart != null && apart.cycles().interval() <= goal) {
        starts.add(Trial.of(apart));
      }
    }
    if (starts.isEmpty()) {
      return null;
    }
    Improvement improvement = new Improvement(new Bench(workload, patience), Limits.PRODUCTS, goal);
    return workload.plan(improvement.improved(starts).pipeline());
  }

  /** Of the cores that can be built; refuses a design of which there is none. */
  private long leastInterval() {
    long least = Long.MAX_VALUE;
    List<Integer> choices = new ArrayList<>(fronts.choices(Limits.PRODUCTS));
    choices.sort(Comparator.comparingLong(fronts::bound));
    for (int lanes : choices) {
      if (fronts.bound(lanes) < least) {
        AcceleratorPlan widest = widest(fronts.workload(lanes));
        least = widest == null ? least : Math.min(least, widest.cycles().interval());
      }
    }
    if (least == Long.MAX_VALUE) {
      return fronts.smallest(fronts.workload(0)).cycles().interval();
    }
    return least;
  }

  /** The fastest plan with a bank for every stage, all equally wide; null if none can be built. */
  private static AcceleratorPlan widest(Workload workload) {
    Pipeline best = null;
    long least = Long.MAX_VALUE;
    for (int lanes = 1; lanes <= BankSearch.WIDEST; lanes *= 2) {
      List<Allocation.Bank> banks = new ArrayList<>();
      for (Workload.Item item : workload.items()) {
        banks.add(new Allocation.Bank(lanes, List.of(item.name())));
      }
      Pipeline pipeline = workload.build(banks);
      if (workload.allows(pipeline)) {
        long interval = Timing.interval(pipeline, least);
        best = interval < least ? pipeline : best;
        least = Math.min(least, interval);
      }
    }
    return best == null ? null : workload.plan(best);
  }
}
