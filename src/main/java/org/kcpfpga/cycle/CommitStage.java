package org.kcpfpga.cycle;

import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ExpandPlan;

/** The first expand stage of the input: forgets bad frames, commits good ones as steps. */
final class CommitStage extends ExpandStage {
  /** Whether a bad frame was forgotten in this cycle. */
  boolean dropped;

  private final StartQueue steps;

  CommitStage(
      ExpandPlan plan,
      QuantisedOperator operator,
      Queue in,
      Queue out,
      ClipCounter clips,
      StartQueue steps) {
    super(plan, operator, in, out, clips);
    this.steps = steps;
  }

  @Override
  boolean mayEndGroup() {
    return !steps.full();
  }

  @Override
  int endGroup(long now, int wordFlags) {
    if ((wordFlags & FrontStage.BAD) != 0) {
      dropped = true;
      return -1;
    }
    boolean start = (wordFlags & FrontStage.START) != 0;
    return steps.commit(now, start) ? FrontStage.START : 0;
  }
}
