package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.planner.build.Allocation;

/**
 * A better allocation within a budget, by one move or, where none helps, by two: one that takes
 * multipliers and one that frees them. Above the budget it first gives multipliers back, those that
 * cost the fewest cycles. Once it is at its goal, it is better only with fewer multipliers.
 */
final class Improvement {
  /** Over the interval of a plan, what is of interest on the way to fewer multipliers. */
  private static final int SLOWER = 8;

  /** An interval that no core has. */
  private static final long UNBOUNDED = 1L << 40;

  private final Bench bench;
  private final Moves moves;
  private final int budget;
  private final long goal;

  /**
   * A search.
   *
   * @param budget multipliers of the whole core
   * @param goal cycles per step below which fewer do not count
   */
  Improvement(Bench bench, int budget, long goal) {
    this.bench = bench;
    this.moves = new Moves(bench.workload(), budget);
    this.budget = budget;
    this.goal = goal;
  }

  /** An allocation within the budget, timed, or null, as it is where timing takes too long. */
  Trial timed(List<Allocation.Bank> banks) {
    return bench.exhausted() ? null : bench.time(banks, budget, UNBOUNDED);
  }

  /** From any allocation to one within the budget; null if none is found. */
  Trial descended(Trial from) {
    Trial now = from;
    while (now.multipliers() > budget) {
      Trial next = null;
      double least = Double.MAX_VALUE;
      for (List<Allocation.Bank> banks : moves.fewer(now.banks())) {
        Trial trial = bench.time(banks, now.multipliers() - 1, SLOWER * now.interval());
        if (trial != null) {
          // the last freed multipliers count as far as the budget wants them
          int freed = now.multipliers() - Math.max(budget, trial.multipliers());
          double cost = (double) (trial.interval() - now.interval()) / freed;
          if (cost < least) {
            least = cost;
            next = trial;
          }
        }
      }
      if (next == null || bench.tired()) {
        return null;
      }
      now = next;
    }
    return now;
  }

  /** The best that is reached from any of these within the budget, or null if there are none. */
  Trial improved(List<Trial> starts) {
    Trial best = null;
    for (Trial start : starts) {
      Trial top = climbed(start);
      best = best == null || top.before(best, goal) ? top : best;
    }
    Trial next = best;
    while (next != null && !bench.tired()) {
      best = climbed(next);
      next = firstOfPairs(best);
    }
    return next == null ? best : next;
  }

  /** An allocation that no single move improves. */
  private Trial climbed(Trial from) {
    Trial best = from;
    Trial next = from;
    while (next != null) {
      best = next;
      next = first(best, single(best.banks()));
    }
    return best;
  }

  private List<List<Allocation.Bank>> single(List<Allocation.Bank> banks) {
    List<List<Allocation.Bank>> all = new ArrayList<>(moves.more(banks));
    all.addAll(moves.other(banks));
    all.addAll(moves.fewer(banks));
    return all;
  }

  private Trial firstOfPairs(Trial best) {
    for (List<Allocation.Bank> moved : single(best.banks())) {
      Trial trial = first(best, single(moved));
      if (trial != null || bench.tired()) {
        return trial;
      }
    }
    return null;
  }

  private Trial first(Trial best, List<List<Allocation.Bank>> candidates) {
    long limit = Math.max(goal, best.interval());
    int most = best.interval() <= goal ? best.multipliers() - 1 : budget;
    for (List<Allocation.Bank> banks : candidates) {
      if (bench.tired()) {
        return null;
      }
      Trial trial = bench.time(banks, most, limit);
      if (trial != null && trial.before(best, goal)) {
        return trial;
      }
    }
    return null;
  }
}
