package org.kcpfpga.link;

import java.util.List;
import org.kcpfpga.plan.CycleCounts;

/** Start-up and interval of streams, kept apart. */
final class StepTimes {
  private final CycleCounts plan;
  private long first;
  private long span;
  private long steps;

  StepTimes(CycleCounts plan) {
    this.plan = plan;
  }

  /** The ends of a stream's steps; none if they are not known. */
  void add(List<Long> ends) {
    if (ends.isEmpty()) {
      return;
    }
    first = Math.max(first, ends.get(0) + 1);
    int begin = Math.max(plan.lead(), 1) - 1;
    int periods = (ends.size() - 1 - begin) / plan.period();
    if (periods > 0) {
      int end = begin + periods * plan.period();
      span += ends.get(end) - ends.get(begin);
      steps += end - begin;
    }
  }

  /** Cycles of the first step; 0 if not known. */
  long first() {
    return first;
  }

  /** Cycles per step over whole periods behind the plan's lead, rounded up; 0 if there is none. */
  long interval() {
    return steps == 0 ? 0 : (span + steps - 1) / steps;
  }
}
