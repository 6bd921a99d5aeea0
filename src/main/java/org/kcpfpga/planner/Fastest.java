package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kcpfpga.common.UserError;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.planner.build.Allocation;

/** The fastest core within a budget of multipliers. */
final class Fastest {
  /** Better plans first. */
  static final Comparator<AcceleratorPlan> ORDER =
      Comparator.comparingLong((AcceleratorPlan plan) -> plan.cycles().interval())
          .thenComparingInt(plan -> plan.pipeline().multipliers())
          .thenComparingLong(plan -> plan.cycles().latency());

  private static final int FEWER = 16;

  /** Cycles of steps of few banks that are timed. */
  private static final long SHARED_PATIENCE = 3_000_000;

  private final Fronts fronts;
  private final int budget;
  private final long goal;
  private final long patience;

  /**
   * A search.
   *
   * @param budget multipliers
   * @param goal cycles per step below which fewer do not count
   * @param patience cycles that it may time, about
   */
  Fastest(Fronts fronts, int budget, long goal, long patience) {
    this.patience = patience;
    this.fronts = fronts;
    this.budget = budget;
    this.goal = goal;
  }

  /**
   * The fastest plan within the budget; of equally fast ones the smallest: few banks, and for every
   * front what improves on them and on the fewest multipliers that keep up with it.
   */
  AcceleratorPlan plan() {
    List<Integer> choices = fronts.choices(budget);
    AcceleratorPlan best = fastestShared();
    List<Workload> workloads = new ArrayList<>();
    for (int lanes : choices) {
      if (fronts.bound(lanes) <= Math.max(goal, best.cycles().interval())) {
        Workload workload = fronts.workload(lanes);
        AcceleratorPlan plan = improved(workload, best, patience / choices.size());
        best = plan != null && faster(plan, best) ? plan : best;
        workloads.add(workload);
      }
    }
    return remaining(workloads, best);
  }

  /** A plan, or the fastest of all that can be faster, if these are few. */
  private AcceleratorPlan remaining(List<Workload> workloads, AcceleratorPlan found) {
    AcceleratorPlan best = found;
    long left = patience / Remaining.SHARE;
    for (Workload workload : workloads) {
      long interval = best.cycles().interval();
      if (interval > Math.max(goal, fronts.bound(workload.frontLanes()))) {
        Bench bench = new Bench(workload, left);
        long limit = goal > 0 ? goal : interval - 1;
        Trial trial = Remaining.fastest(bench, budget, limit);
        best = trial == null ? best : workload.plan(trial.pipeline());
        left = bench.patience();
      }
    }
    return best;
  }

  /** The fastest plan found with a front, or null. */
  private AcceleratorPlan improved(Workload workload, AcceleratorPlan found, long patience) {
    int rest = budget - workload.frontMultipliers();
    if (rest == 0 && !workload.items().isEmpty()) {
      return null;
    }
    Bench bench = new Bench(workload, patience);
    Improvement improvement = new Improvement(bench, budget, goal);
    List<Trial> starts = new ArrayList<>();
    if (found.pipeline().frontLanes() == workload.frontLanes()
        && found.forms().equals(workload.forms())) {
      starts.add(Trial.of(found));
    }
    shared(workload).map(improvement::timed).filter(Objects::nonNull).forEach(starts::add);
    Trial descended = descended(improvement, workload);
    if (descended != null) {
      starts.add(descended);
    }
    Trial best = improvement.improved(starts);
    return best == null ? null : workload.plan(best.pipeline());
  }

  /** From the smallest core whatever its size down to the budget; null if that gets nowhere. */
  private Trial descended(Improvement improvement, Workload workload) {
    AcceleratorPlan unbounded;
    try {
      unbounded = fronts.smallest(workload);
    } catch (UserError tooWide) {
      return null;
    }
    return improvement.descended(Trial.of(unbounded));
  }

  /** Of each number of banks the least loaded within the budget, and as many of equal size. */
  private Stream<List<Allocation.Bank>> shared(Workload workload) {
    if (workload.items().isEmpty()) {
      return Stream.of(List.of());
    }
    int rest = budget - workload.frontMultipliers();
    Map<Integer, List<Allocation.Bank>> byBanks = new TreeMap<>();
    for (Workload.Sharing sharing : Sharings.of(workload, Math.min(rest, workload.usable()))) {
      byBanks.putIfAbsent(sharing.banks().size(), sharing.banks());
    }
    for (int count = 2; count <= Math.min(rest, workload.items().size()); count++) {
      int[] equal = new int[count];
      Arrays.fill(equal, rest / count);
      Workload.Sharing sharing = workload.share(equal);
      if (sharing != null) {
        byBanks.put(-count, sharing.banks());
      }
    }
    return byBanks.values().stream();
  }

  private boolean faster(AcceleratorPlan plan, AcceleratorPlan than) {
    long saved =
        Math.max(goal, than.cycles().interval()) - Math.max(goal, plan.cycles().interval());
    boolean smaller = plan.pipeline().multipliers() < than.pipeline().multipliers();
    return saved > 0 || saved == 0 && smaller;
  }

  private AcceleratorPlan fastestShared() {
    record Candidate(Workload workload, Workload.Sharing sharing, long estimate) {}
    List<Candidate> all = new ArrayList<>();
    for (int lanes : fronts.choices(budget)) {
      Workload workload = fronts.workload(lanes);
      int rest = Math.min(budget - workload.frontMultipliers(), workload.usable());
      for (int less = 0; less < rest && less <= rest / 4 + 1; less += 1 + rest / FEWER) {
        for (Workload.Sharing sharing : Sharings.of(workload, rest - less)) {
          long estimate = Math.max(fronts.bound(lanes), sharing.load());
          all.add(new Candidate(workload, sharing, estimate));
        }
      }
    }
    all.sort(Comparator.comparingLong(Candidate::estimate));
    AcceleratorPlan best = null;
    long left = SHARED_PATIENCE;
    for (int i = 0; i < all.size(); i++) {
      Candidate candidate = all.get(i);
      boolean first = best == null;
      boolean patient = left > 0 && i < 4 * Sharings.TIMED;
      if (first || patient && candidate.estimate() < best.cycles().interval()) {
        Pipeline pipeline = candidate.workload().build(candidate.sharing().banks());
        // the lanes of a cell take more of a small bank than it has
        if (pipeline.multipliers() <= budget) {
          AcceleratorPlan plan = candidate.workload().plan(pipeline);
          left -= plan.cycles().interval();
          best = first || faster(plan, best) ? plan : best;
        }
      }
    }
    return best;
  }
}
