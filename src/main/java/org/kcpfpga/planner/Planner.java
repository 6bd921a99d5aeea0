package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.timing.Timing;

/**
 * Chooses the multipliers of a core: the fewest that meet the input bound, or the fastest core
 * within a budget.
 *
 * <p>Candidates are judged by the load of their busiest bank; the best of them are timed exactly,
 * and only that decides.
 */
public final class Planner {
  /** What a recurrent step may take above one hidden element per cycle. */
  private static final int LOOP_SLACK = 40;

  /** Candidates of one size that are timed. */
  private static final int TIMED = 5;

  /** Multipliers up to which every split into banks is tried, and budgets every smaller sum. */
  private static final int FINE = 96;

  private static final int FEWER = 16;

  /** The part of its interval by which a compact core may be slower. */
  private static final int COMPACT_SLACK = 16;

  /** Sizes of the sum of all banks that are tried before stages get multipliers of their own. */
  private static final int SIZES = 24;

  /** Cycles that the improvements within a budget may take to time. */
  private static final long PATIENCE = 1_500_000;

  private final Design design;

  private Planner(Design design) {
    this.design = design;
  }

  /** The plan of a design; the same design always gives the same plan. */
  public static AcceleratorPlan plan(Design design) {
    Planner planner = new Planner(design);
    AcceleratorPlan plan = design.lanes().budgeted() ? planner.fastest() : planner.smallest();
    return design.implementation().compact() ? planner.compact(plan) : plan;
  }

  /** The plan with the shortest queues whose interval is hardly longer. */
  private AcceleratorPlan compact(AcceleratorPlan plan) {
    long interval = plan.cycles().interval();
    return evaluated(
        plan.forms(), ShortQueues.of(plan.pipeline(), interval + interval / COMPACT_SLACK));
  }

  /**
   * Cycles per step that no core of this design undercuts with p lanes: the input, or one hidden
   * element per cycle.
   */
  private long goal(long inputBound) {
    if (!design.cell().recurrent() || design.sequences() > 1) {
      return Math.max(inputBound, design.hiddenSize());
    }
    return Math.max(inputBound, design.hiddenSize() + LOOP_SLACK);
  }

  /** The smallest plan that meets the goal; if a step waits for h, faster on its multipliers. */
  private AcceleratorPlan smallest() {
    Workload workload = workload(design.lanes().input());
    AcceleratorPlan plan = smallest(workload);
    if (plan.cycles().interval() <= bound(workload.frontLanes())) {
      return plan;
    }
    Bench bench = new Bench(design, workload, PATIENCE);
    Improvement improvement = new Improvement(bench, plan.pipeline().multipliers());
    Trial best = improvement.improved(List.of(Trial.of(plan)));
    return evaluated(workload.forms(), best.pipeline());
  }

  private AcceleratorPlan smallest(Workload workload) {
    long goal = goal(bound(workload.frontLanes()));
    AcceleratorPlan shared = shared(workload.forms(), workload, goal);
    if (shared != null) {
      return shared;
    }
    return new BankSearch(workload, goal).plan(pipeline -> evaluated(workload.forms(), pipeline));
  }

  /** What a front of so many lanes leaves to the banks; 0 for none. */
  private Workload workload(int lanes) {
    MergedModes forms = MergedModes.of(design, Math.max(bound(lanes), design.hiddenSize()));
    return new Workload(design, forms, lanes);
  }

  /** N / p; without a front an element a cycle is the most. */
  private long bound(int lanes) {
    return design.inSize() / Math.max(1, lanes);
  }

  /** The smallest plan with few banks that meets the goal, or null. */
  private AcceleratorPlan shared(MergedModes forms, Workload workload, long goal) {
    int lanes = (int) Math.max(1, (workload.work() + goal - 1) / goal);
    for (int tried = 0; tried < SIZES; tried++, lanes += Math.max(1, lanes / 40)) {
      List<Workload.Sharing> candidates = candidates(workload, lanes);
      candidates.removeIf(candidate -> candidate.load() > goal);
      for (Workload.Sharing candidate : candidates.subList(0, Math.min(TIMED, candidates.size()))) {
        Pipeline pipeline = workload.build(candidate.banks());
        if (Timing.within(pipeline, goal)) {
          return evaluated(forms, pipeline);
        }
      }
    }
    return null;
  }

  /** Ways to make at most three banks of so many multipliers, the least loaded first. */
  private static List<Workload.Sharing> candidates(Workload workload, int lanes) {
    Map<Long, Workload.Sharing> byLoad = new TreeMap<>();
    int stride = 1 + lanes / FINE;
    for (int second = 0; second <= lanes / 2; second += stride) {
      for (int third = 0; third <= second; third += stride) {
        int first = lanes - second - third;
        if (first >= second && (second > 0 || third == 0)) {
          Workload.Sharing sharing =
              third > 0
                  ? workload.share(first, second, third)
                  : second > 0 ? workload.share(first, second) : workload.share(first);
          if (sharing != null) {
            byLoad.putIfAbsent(sharing.load(), sharing);
          }
        }
      }
    }
    return new ArrayList<>(byLoad.values());
  }

  /**
   * The fastest plan within the budget; of equally fast ones the smallest: few banks, and for every
   * front what improves on them and on the fewest multipliers that keep up with it.
   */
  private AcceleratorPlan fastest() {
    List<Integer> choices = frontChoices();
    AcceleratorPlan best = fastestShared();
    for (int lanes : choices) {
      if (bound(lanes) <= best.cycles().interval()) {
        AcceleratorPlan plan = improved(workload(lanes), best, PATIENCE / choices.size());
        best = plan != null && faster(plan, best) ? plan : best;
      }
    }
    return best;
  }

  /** The fastest plan found with a front, or null. */
  private AcceleratorPlan improved(Workload workload, AcceleratorPlan found, long patience) {
    int rest = design.lanes().multipliers() - workload.frontMultipliers();
    if (rest == 0 && !workload.items().isEmpty()) {
      return null;
    }
    Bench bench = new Bench(design, workload, patience);
    Improvement improvement = new Improvement(bench, design.lanes().multipliers());
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
    return best == null ? null : evaluated(workload.forms(), best.pipeline());
  }

  /** From the smallest core whatever its size down to the budget; null if that gets nowhere. */
  private Trial descended(Improvement improvement, Workload workload) {
    AcceleratorPlan unbounded;
    try {
      unbounded = smallest(workload);
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
    int rest = design.lanes().multipliers() - workload.frontMultipliers();
    Map<Integer, List<Allocation.Bank>> byBanks = new TreeMap<>();
    for (Workload.Sharing sharing : candidates(workload, Math.min(rest, workload.usable()))) {
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

  private static boolean faster(AcceleratorPlan plan, AcceleratorPlan than) {
    long saved = than.cycles().interval() - plan.cycles().interval();
    boolean smaller = plan.pipeline().multipliers() < than.pipeline().multipliers();
    return saved > 0 || saved == 0 && smaller;
  }

  private AcceleratorPlan fastestShared() {
    record Candidate(Workload workload, Workload.Sharing sharing, long estimate) {}
    List<Candidate> all = new ArrayList<>();
    for (int lanes : frontChoices()) {
      Workload workload = workload(lanes);
      int rest =
          Math.min(design.lanes().multipliers() - workload.frontMultipliers(), workload.usable());
      for (int less = 0; less < rest && less <= rest / 4 + 1; less += 1 + rest / FEWER) {
        for (Workload.Sharing sharing : candidates(workload, rest - less)) {
          long estimate = Math.max(bound(lanes), sharing.load());
          all.add(new Candidate(workload, sharing, estimate));
        }
      }
    }
    all.sort(Comparator.comparingLong(Candidate::estimate));
    AcceleratorPlan best = null;
    for (Candidate candidate : all.subList(0, Math.min(4 * TIMED, all.size()))) {
      if (best == null || candidate.estimate() < best.cycles().interval()) {
        AcceleratorPlan plan =
            evaluated(
                candidate.workload().forms(),
                candidate.workload().build(candidate.sharing().banks()));
        if (best == null || faster(plan, best)) {
          best = plan;
        }
      }
    }
    return best;
  }

  /** Lanes of a systolic front within the budget and the bus, and none. */
  private List<Integer> frontChoices() {
    List<Integer> choices = new ArrayList<>();
    for (int lanes : IntMath.divisors(design.fibreSize())) {
      boolean fed = design.lanes().bus() == 0 || lanes <= design.lanes().bus();
      long columns = (long) design.input().terms() * design.input().rank(design.input().modes());
      boolean small = lanes * columns <= design.lanes().multipliers();
      if (fed && small && Limits.fits(design, lanes, (int) columns)) {
        choices.add(lanes);
      }
    }
    choices.add(0);
    return choices;
  }

  private AcceleratorPlan evaluated(MergedModes forms, Pipeline pipeline) {
    Limits.check(design, pipeline);
    return new AcceleratorPlan(design, forms, pipeline, Timing.of(pipeline));
  }
}
