package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.timing.Timing;

/**
 * Trades multipliers for latency at the interval of a plan: move by move what saves most cycles per
 * multiplier, until the latency is what was wished for; then without what it did not take.
 */
final class Sooner {
  /** Cycles that may be timed, about. */
  private static final long PATIENCE = 30_000_000;

  /**
   * Banks that were timed.
   *
   * @param latency cycles of a step in an idle core
   */
  private record Timed(List<Allocation.Bank> banks, Pipeline pipeline, long latency) {
    int multipliers() {
      return pipeline.multipliers();
    }
  }

  private final AcceleratorPlan plan;
  private final Workload workload;
  private final Moves moves;
  private final int most;
  private final long interval;
  private final long wish;
  private final Set<List<Allocation.Bank>> seen = new HashSet<>();
  private long patience = PATIENCE;

  Sooner(AcceleratorPlan plan) {
    Design design = plan.design();
    this.plan = plan;
    this.workload = new Workload(design, plan.forms(), plan.pipeline().frontLanes());
    this.most =
        design.lanes().budgeted()
            ? design.lanes().multipliers()
            : 4 * plan.pipeline().multipliers();
    this.moves = new Moves(workload, Math.min(most, 4 * plan.pipeline().multipliers()));
    this.interval = Math.max(plan.cycles().interval(), design.lanes().interval());
    this.wish = design.lanes().latency();
  }

  AcceleratorPlan plan() {
    long latency = plan.cycles().latency();
    if (latency <= wish) {
      return plan;
    }
    Timed wide = wide();
    Timed grown = new Timed(Trial.banks(plan.pipeline()), plan.pipeline(), latency);
    for (Timed next = grown; next != null && grown.latency() > wish; next = sooner(grown)) {
      grown = next;
    }
    Timed best = grown.latency() <= wish ? smaller(grown) : null;
    if (wide != null && wide.latency() <= wish) {
      Timed shrunk = smaller(wide);
      best = best == null || shrunk.multipliers() < best.multipliers() ? shrunk : best;
    }
    if (best == null) {
      boolean wider = wide != null && wide.latency() < grown.latency();
      throw refused(wider ? wide : grown);
    }
    return workload.plan(best.pipeline());
  }

  private UserError refused(Timed least) {
    return UserError.at(
        "design " + plan.design().name() + ": latency",
        wish,
        String.format(
            Locale.ROOT,
            "at least %d, the least that was found at %d cycles a step, on %d multipliers",
            least.latency(),
            interval,
            least.multipliers()));
  }

  /** A bank for every stage, all equally wide: the narrowest that are enough, or the soonest. */
  private Timed wide() {
    Timed best = null;
    for (int lanes = 1; lanes <= BankSearch.WIDEST; lanes *= 2) {
      List<Allocation.Bank> banks = new ArrayList<>();
      for (Workload.Item item : workload.items()) {
        banks.add(new Allocation.Bank(lanes, List.of(item.name())));
      }
      Timed timed = timed(banks, most, best == null ? Long.MAX_VALUE : best.latency() - 1);
      best = timed == null ? best : timed;
      if (best != null && best.latency() <= wish) {
        return best;
      }
    }
    return best;
  }

  /** The move that saves the most latency per multiplier, as far as it is wished for, or null. */
  private Timed sooner(Timed from) {
    List<List<Allocation.Bank>> all = new ArrayList<>(moves.more(from.banks()));
    all.addAll(moves.other(from.banks()));
    Timed best = null;
    double most = 0;
    for (List<Allocation.Bank> banks : all) {
      Timed timed = timed(banks, this.most, from.latency() - 1);
      if (timed != null) {
        int added = Math.max(1, timed.multipliers() - from.multipliers());
        double gain = (double) (from.latency() - Math.max(wish, timed.latency())) / added;
        if (gain > most) {
          most = gain;
          best = timed;
        }
      }
    }
    return best;
  }

  /** Without the multipliers that the wish does not need, those first of which most are saved. */
  private Timed smaller(Timed from) {
    Timed best = from;
    Timed next = from;
    while (next != null) {
      best = next;
      next = null;
      List<List<Allocation.Bank>> all = new ArrayList<>(moves.fewer(best.banks()));
      all.addAll(moves.other(best.banks()));
      all.sort(Comparator.comparingInt(banks -> workload.build(banks).multipliers()));
      seen.clear();
      for (int i = 0; i < all.size() && next == null; i++) {
        next = timed(all.get(i), best.multipliers() - 1, wish);
      }
    }
    return best;
  }

  /** Banks within these bounds and the interval, or null. */
  private Timed timed(List<Allocation.Bank> banks, int multipliers, long limit) {
    Pipeline pipeline = workload.build(banks);
    if (patience <= 0
        || pipeline.multipliers() > multipliers
        || Bench.load(pipeline) > interval
        || !workload.allows(pipeline)
        || !seen.add(Trial.banks(pipeline))) {
      return null;
    }
    long latency = Timing.latency(pipeline);
    patience -= latency;
    if (latency > limit) {
      return null;
    }
    patience -= Bench.STEPS * interval;
    return Timing.within(pipeline, interval)
        ? new Timed(Trial.banks(pipeline), pipeline, latency)
        : null;
  }
}
