package org.kcpfpga.cycle;

import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ExpandPlan;

/** The first expand stage of the hidden side: waits for committed steps, reads zero at a start. */
final class RecallStage extends ExpandStage {
  private final StartQueue steps;

  RecallStage(
      ExpandPlan plan,
      QuantisedOperator operator,
      Queue in,
      Queue out,
      ClipCounter clips,
      StartQueue steps) {
    super(plan, operator, in, out, clips);
    this.steps = steps;
    startFull();
  }

  @Override
  void reset() {
    super.reset();
    startFull();
  }

  @Override
  boolean mayRead(long now) {
    return steps.ready(now);
  }

  @Override
  boolean readsZero() {
    return steps.start();
  }

  @Override
  void endRead() {
    steps.pop();
  }
}
