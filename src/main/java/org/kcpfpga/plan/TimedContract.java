package org.kcpfpga.plan;

/** Issues one operation a cycle: a fold of a beat. */
final class TimedContract implements TimedNode {
  private final ContractPlan plan;
  private final TimedChannel in;
  private final TimedChannel out;
  private long operation;
  private int pushed;
  private long time = -1;

  TimedContract(ContractPlan plan, TimedChannel in, TimedChannel out) {
    this.plan = plan;
    this.in = in;
    this.out = out;
  }

  @Override
  public boolean advance() {
    long before = operation;
    while (in.knows(in.popped()) && (!emits() || out.knowsCredit(pushed))) {
      time = Math.max(time + 1, in.visible(in.popped()));
      if (emits()) {
        time = Math.max(time, out.credit(pushed));
        out.push(time + plan.latency());
        pushed++;
      }
      if (operation % plan.folds() == plan.folds() - 1) {
        in.pop(time);
      }
      operation++;
    }
    return operation > before;
  }

  private boolean emits() {
    long index = operation % plan.groupCycles() / plan.accumulatorWords();
    return index == plan.size() - 1;
  }
}
