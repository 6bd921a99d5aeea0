package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.planner.build.Allocation;

/**
 * An allocation that was timed.
 *
 * @param banks as large as their stages use them
 * @param pipeline what follows from them
 * @param interval its cycles per step
 */
record Trial(List<Allocation.Bank> banks, Pipeline pipeline, long interval) {
  static Trial of(AcceleratorPlan plan) {
    return new Trial(banks(plan.pipeline()), plan.pipeline(), plan.cycles().interval());
  }

  int multipliers() {
    return pipeline.multipliers();
  }

  /** The banks of a pipeline, as large as its stages use them. */
  static List<Allocation.Bank> banks(Pipeline pipeline) {
    List<Allocation.Bank> banks = new ArrayList<>();
    for (MultiplierBank bank : pipeline.banks()) {
      banks.add(new Allocation.Bank(bank.lanes(), bank.members()));
    }
    return banks;
  }

  /**
   * Whether it is faster than another, as far as that counts, or as fast with fewer multipliers.
   */
  boolean before(Trial other, long goal) {
    long cycles = Math.max(goal, interval);
    long others = Math.max(goal, other.interval);
    return cycles < others || cycles == others && multipliers() < other.multipliers();
  }
}
