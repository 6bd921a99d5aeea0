package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.timing.Timing;
import org.kcpfpga.planner.build.Allocation;

/**
 * Where a loop is too long for shared multipliers: every stage gets its own, stage by stage more
 * while that shortens the interval, and then stages share again where it costs nothing.
 */
final class BankSearch {
  /**
   * Where the goal is out of reach: relative saving in cycles that a relative growth in products at
   * once must at least bring.
   */
  private static final double WORTH = 0.1;

  /** The most multipliers that the goal may cost, over those of the growth that still paid. */
  private static final int MOST_GROWTH = 4;

  /** More multipliers than any stage uses. */
  static final int WIDEST = 1 << 12;

  /** The most growths. */
  private static final int ROUNDS = 60;

  private final Workload workload;
  private final long goal;
  private final Map<String, Integer> lanes = new HashMap<>();

  BankSearch(Workload workload, long goal) {
    this.workload = workload;
    this.goal = goal;
  }

  /** The plan that meets the goal whatever it costs, or null. */
  AcceleratorPlan reaching() {
    try {
      AcceleratorPlan plan = plan(WIDEST);
      return plan.cycles().interval() <= goal ? plan : null;
    } catch (UserError tooWide) {
      return null;
    }
  }

  /** The plan that meets the goal, or the one up to which growing paid. */
  AcceleratorPlan plan() {
    return plan(MOST_GROWTH);
  }

  private AcceleratorPlan plan(int mostGrowth) {
    for (Workload.Item item : workload.items()) {
      lanes.put(item.name(), keepUp(item));
    }
    Trial best = grown();
    if (best.interval() > goal) {
      Trial wide = shrunk(best.pipeline().parallelProducts() * mostGrowth);
      best = wide == null ? best : wide;
    }
    return workload.plan(merge(best).pipeline());
  }

  /** Grows stage by stage; if that misses the goal, back to where it still paid. */
  private Trial grown() {
    Trial last = Trial.of(workload.plan(workload.build(own(lanes))));
    Trial worthwhile = last;
    Map<String, Integer> worthwhileLanes = new HashMap<>(lanes);
    boolean pays = true;
    for (int round = 0; round < ROUNDS && last.interval() > goal; round++) {
      Trial next = bestGrowth(last);
      if (next == null) {
        break;
      }
      pays &= pays(last, next);
      last = next;
      if (pays) {
        worthwhile = next;
        worthwhileLanes = new HashMap<>(lanes);
      }
    }
    if (last.interval() <= goal) {
      return last;
    }
    lanes.putAll(worthwhileLanes);
    return worthwhile;
  }

  /**
   * From the narrowest equal banks that meet the goal, stage by stage fewer multipliers; null, and
   * lanes as they were, if no core of at most {@code most} products at once meets it.
   */
  private Trial shrunk(int most) {
    for (int cap = 2; cap <= most; cap *= 2) {
      Map<String, Integer> wide = new HashMap<>();
      for (Workload.Item item : workload.items()) {
        wide.put(item.name(), Math.max(cap, lanes.get(item.name())));
      }
      Pipeline pipeline = workload.build(own(wide));
      Trial trial = within(pipeline, goal);
      if (trial != null) {
        lanes.putAll(wide);
        return shrunk(trial);
      }
      if (pipeline.parallelProducts() > most) {
        return null;
      }
    }
    return null;
  }

  private Trial shrunk(Trial from) {
    Trial best = from;
    for (Workload.Item item : workload.items()) {
      boolean shrinks = true;
      while (shrinks && lanes.get(item.name()) > 1) {
        Map<String, Integer> fewer = new HashMap<>(lanes);
        fewer.put(item.name(), lanes.get(item.name()) / 2);
        Trial trial = within(workload.build(own(fewer)), goal);
        shrinks = trial != null;
        if (shrinks) {
          lanes.putAll(fewer);
          best = trial;
        }
      }
    }
    return best;
  }

  /** The fewest multipliers with which a stage is not busy for longer than the goal. */
  private int keepUp(Workload.Item item) {
    int most = (int) Math.min(item.work(), WIDEST);
    int wanted = 1;
    while (wanted < most && workload.cycles(item, wanted) > goal) {
      wanted++;
    }
    return wanted;
  }

  private List<Allocation.Bank> own(Map<String, Integer> wanted) {
    List<Allocation.Bank> banks = new ArrayList<>();
    for (Workload.Item item : workload.items()) {
      banks.add(new Allocation.Bank(wanted.get(item.name()), List.of(item.name())));
    }
    return banks;
  }

  /**
   * A pipeline that takes no more cycles, or null; it is timed only if its stages may allow that.
   */
  private Trial within(Pipeline pipeline, long limit) {
    if (!workload.allows(pipeline) || Bench.load(pipeline) > limit) {
      return null;
    }
    long interval = Timing.interval(pipeline, limit);
    return interval <= limit ? new Trial(Trial.banks(pipeline), pipeline, interval) : null;
  }

  private static boolean pays(Trial from, Trial to) {
    double saved = 1 - (double) to.interval() / from.interval();
    double added =
        (double) to.pipeline().parallelProducts() / from.pipeline().parallelProducts() - 1;
    return saved > WORTH * added;
  }

  /** The growth of one stage that saves the most cycles per multiplier, or null if none does. */
  private Trial bestGrowth(Trial from) {
    Trial best = null;
    String grown = null;
    int grownLanes = 0;
    double bestGain = 0;
    for (Workload.Item item : workload.items()) {
      int more = larger(item);
      if (more > 0) {
        Map<String, Integer> wanted = new HashMap<>(lanes);
        wanted.put(item.name(), more);
        Trial candidate = within(workload.build(own(wanted)), from.interval() - 1);
        if (candidate == null) {
          continue;
        }
        int added = candidate.multipliers() - from.multipliers();
        double gain = (double) (from.interval() - candidate.interval()) / Math.max(1, added);
        if (gain > bestGain) {
          best = candidate;
          bestGain = gain;
          grown = item.name();
          grownLanes = more;
        }
      }
    }
    if (best != null) {
      lanes.put(grown, grownLanes);
    }
    return best;
  }

  /** The next number of multipliers that a stage can use, or 0. */
  private int larger(Workload.Item item) {
    int now = lanes.get(item.name());
    long before = workload.cycles(item, now);
    for (int more = now + 1; more <= Math.min(4 * now, WIDEST); more++) {
      if (workload.cycles(item, more) < before) {
        return more;
      }
    }
    return 0;
  }

  /** Joins banks, the smallest first, as long as the interval stays. */
  private Trial merge(Trial from) {
    Trial best = from;
    List<Allocation.Bank> banks = own(lanes);
    boolean joined = true;
    while (joined) {
      joined = false;
      banks.sort((a, b) -> Long.compare(load(a), load(b)));
      for (int i = 0; i < banks.size() && !joined; i++) {
        for (int j = i + 1; j < banks.size() && !joined; j++) {
          List<Allocation.Bank> fewer = joined(banks, i, j);
          if (load(fewer.get(fewer.size() - 1)) <= best.interval()) {
            Pipeline pipeline = workload.build(fewer);
            Trial candidate =
                pipeline.multipliers() < best.multipliers()
                    ? within(pipeline, Math.max(goal, best.interval()))
                    : null;
            if (candidate != null) {
              best = candidate;
              banks = fewer;
              joined = true;
            }
          }
        }
      }
    }
    return best;
  }

  private static List<Allocation.Bank> joined(List<Allocation.Bank> banks, int i, int j) {
    List<Allocation.Bank> fewer = new ArrayList<>(banks);
    Allocation.Bank second = fewer.remove(j);
    Allocation.Bank first = fewer.remove(i);
    List<String> members = new ArrayList<>(first.members());
    members.addAll(second.members());
    fewer.add(new Allocation.Bank(Math.max(first.lanes(), second.lanes()), members));
    return fewer;
  }

  private long load(Allocation.Bank bank) {
    long load = 0;
    for (Workload.Item item : workload.items()) {
      if (bank.members().contains(item.name())) {
        load += workload.cycles(item, bank.lanes());
      }
    }
    return load;
  }
}
