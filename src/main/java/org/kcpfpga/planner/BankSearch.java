package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Pipeline;

/**
 * Where a loop is too long for shared multipliers: every stage gets its own, stage by stage more
 * while that shortens the interval, and then stages share again where it costs nothing.
 */
final class BankSearch {
  /**
   * Where the goal is out of reach: relative saving in cycles that a relative growth in multipliers
   * must at least bring.
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
    AcceleratorPlan best = grown();
    if (best.cycles().interval() > goal) {
      AcceleratorPlan wide = shrunk(best.pipeline().multipliers() * mostGrowth);
      best = wide == null ? best : wide;
    }
    return merge(best);
  }

  /** Grows stage by stage; if that misses the goal, back to where it still paid. */
  private AcceleratorPlan grown() {
    AcceleratorPlan last = workload.plan(workload.build(own(lanes)));
    AcceleratorPlan worthwhile = last;
    Map<String, Integer> worthwhileLanes = new HashMap<>(lanes);
    boolean pays = true;
    for (int round = 0; round < ROUNDS && last.cycles().interval() > goal; round++) {
      AcceleratorPlan next = bestGrowth(last);
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
    if (last.cycles().interval() <= goal) {
      return last;
    }
    lanes.putAll(worthwhileLanes);
    return worthwhile;
  }

  /**
   * From the narrowest equal banks that meet the goal, stage by stage fewer multipliers; null, and
   * lanes as they were, if no core of at most {@code most} multipliers meets it.
   */
  private AcceleratorPlan shrunk(int most) {
    for (int cap = 2; cap <= most; cap *= 2) {
      Map<String, Integer> wide = new HashMap<>();
      for (Workload.Item item : workload.items()) {
        wide.put(item.name(), Math.max(cap, lanes.get(item.name())));
      }
      AcceleratorPlan plan = allowed(own(wide));
      if (plan == null) {
        return null;
      }
      if (plan.cycles().interval() <= goal) {
        lanes.putAll(wide);
        return shrunk(plan);
      }
      if (plan.pipeline().multipliers() > most) {
        return null;
      }
    }
    return null;
  }

  private AcceleratorPlan shrunk(AcceleratorPlan from) {
    AcceleratorPlan best = from;
    for (Workload.Item item : workload.items()) {
      boolean shrinks = true;
      while (shrinks && lanes.get(item.name()) > 1) {
        Map<String, Integer> fewer = new HashMap<>(lanes);
        fewer.put(item.name(), lanes.get(item.name()) / 2);
        AcceleratorPlan plan = allowed(own(fewer));
        shrinks = plan != null && plan.cycles().interval() <= goal;
        if (shrinks) {
          lanes.putAll(fewer);
          best = plan;
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

  /** The plan of these banks, or null if a word of it is too wide. */
  private AcceleratorPlan allowed(List<Allocation.Bank> banks) {
    Pipeline pipeline = workload.build(banks);
    return workload.allows(pipeline) ? workload.plan(pipeline) : null;
  }

  private static boolean pays(AcceleratorPlan from, AcceleratorPlan to) {
    double saved = 1 - (double) to.cycles().interval() / from.cycles().interval();
    double added = (double) to.pipeline().multipliers() / from.pipeline().multipliers() - 1;
    return saved > WORTH * added;
  }

  /** The growth of one stage that saves the most cycles per multiplier, or null if none does. */
  private AcceleratorPlan bestGrowth(AcceleratorPlan from) {
    AcceleratorPlan best = null;
    String grown = null;
    int grownLanes = 0;
    double bestGain = 0;
    for (Workload.Item item : workload.items()) {
      int more = larger(item);
      if (more > 0) {
        Map<String, Integer> wanted = new HashMap<>(lanes);
        wanted.put(item.name(), more);
        AcceleratorPlan candidate = allowed(own(wanted));
        if (candidate == null) {
          continue;
        }
        int added = candidate.pipeline().multipliers() - from.pipeline().multipliers();
        double gain =
            (double) (from.cycles().interval() - candidate.cycles().interval())
                / Math.max(1, added);
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
  private AcceleratorPlan merge(AcceleratorPlan from) {
    AcceleratorPlan best = from;
    List<Allocation.Bank> banks = own(lanes);
    boolean joined = true;
    while (joined) {
      joined = false;
      banks.sort((a, b) -> Long.compare(load(a), load(b)));
      for (int i = 0; i < banks.size() && !joined; i++) {
        for (int j = i + 1; j < banks.size() && !joined; j++) {
          List<Allocation.Bank> fewer = joined(banks, i, j);
          if (load(fewer.get(fewer.size() - 1)) <= best.cycles().interval()) {
            AcceleratorPlan candidate = allowed(fewer);
            if (candidate != null
                && candidate.cycles().interval() <= Math.max(goal, best.cycles().interval())
                && candidate.pipeline().multipliers() < best.pipeline().multipliers()) {
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
