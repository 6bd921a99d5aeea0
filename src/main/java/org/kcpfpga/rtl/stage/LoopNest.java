package org.kcpfpga.rtl.stage;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.plan.Ranks;
import org.kcpfpga.rtl.base.Datapath;

/**
 * Counters in each other, the innermost first. That an operation issues is known last in a cycle.
 * Where there are ranks for a faster clock, registers say whether loops would end with it: all of
 * them are at their last values.
 */
final class LoopNest {
  private final Datapath stage;
  private final boolean ahead;
  private final Bool fire;

  /** Those that count at all. */
  private final List<Datapath.Counter> counters = new ArrayList<>();

  /** The innermost of them is at the value before its last. */
  private Bool soon;

  /** All counters so far are at their last values. */
  private Bool due = Bool.of(true);

  /** {@code fire}: an operation issues. */
  LoopNest(Datapath stage, Ranks ranks, Bool fire) {
    this.stage = stage;
    this.ahead = ranks.ahead();
    this.fire = fire;
  }

  /** The next loop around those so far. */
  Datapath.Counter next(String name, int bound) {
    Bool step = fire.and(due);
    Datapath.Counter counter =
        ahead ? stage.counterAhead(name, bound, step) : stage.counter(name, bound, step);
    if (bound > 1) {
      due = due(name, bound, counter);
      counters.add(counter);
    }
    return counter;
  }

  private Bool due(String name, int bound, Datapath.Counter outermost) {
    if (!ahead) {
      return due.and(outermost.last());
    }
    if (counters.isEmpty()) {
      soon = outermost.value().eq(bound - 2);
      return outermost.last();
    }
    // with the innermost on its way to its last value, and the others there, all will be
    Bool others = outermost.last();
    for (Datapath.Counter counter : counters.subList(1, counters.size())) {
      others = others.and(counter.last());
    }
    Bool register = stage.registerBoolInit(name + "_due", false);
    register.next(fire.mux(soon.and(others), register));
    return register;
  }

  /** An operation issues, and all loops so far end. */
  Bool ends() {
    return fire.and(due);
  }
}
