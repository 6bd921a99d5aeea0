package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.timing.Timing;

/** Stages spread over at most three banks. */
final class Sharings {
  /** Candidates of one size that are timed. */
  static final int TIMED = 5;

  /** Multipliers up to which every split into banks is tried. */
  private static final int FINE = 96;

  /** Sizes of the sum of all banks that are tried. */
  private static final int SIZES = 24;

  private Sharings() {}

  /** Ways to make at most three banks of so many multipliers, the least loaded first. */
  static List<Workload.Sharing> of(Workload workload, int lanes) {
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

  /** The smallest plan with few banks that meets the goal, or null. */
  static AcceleratorPlan smallest(Workload workload, long goal) {
    int lanes = (int) Math.max(1, (workload.work() + goal - 1) / goal);
    for (int tried = 0; tried < SIZES; tried++, lanes += Math.max(1, lanes / 40)) {
      List<Workload.Sharing> candidates = of(workload, lanes);
      candidates.removeIf(candidate -> candidate.load() > goal);
      for (Workload.Sharing candidate : candidates.subList(0, Math.min(TIMED, candidates.size()))) {
        Pipeline pipeline = workload.build(candidate.banks());
        if (workload.allows(pipeline) && Timing.within(pipeline, goal)) {
          return workload.plan(pipeline);
        }
      }
    }
    return null;
  }
}
