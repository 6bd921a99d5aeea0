package org.kcpfpga.plan.timing;

import org.kcpfpga.plan.ContractPlan;

/** Issues one operation a cycle: a fold of a beat. */
final class TimedContract implements TimedNode.Member {
  private final ContractPlan plan;
  private final TimedSource in;
  private final TimedQueue out;
  private boolean issues;
  private int fold;
  private int beat;
  private int index;

  TimedContract(ContractPlan plan, TimedSource in, TimedQueue out) {
    this.plan = plan;
    this.in = in;
    this.out = out;
  }

  @Override
  public void decide(long now) {
    issues = in.valid(now) && (index < plan.indexBlocks() - 1 || out.hasCredit(1));
  }

  @Override
  public long calm(long now) {
    if (issues) {
      return index == plan.indexBlocks() - 1 ? 0 : plan.folds() - 1 - fold;
    }
    return in.calm(now);
  }

  @Override
  public void repeat(int cycles) {
    fold += issues ? cycles : 0;
  }

  @Override
  public boolean wants() {
    return issues;
  }

  @Override
  public void refuse() {
    issues = false;
  }

  @Override
  public void describe(TimedState state, long now) {
    state.add(fold);
    state.add(beat);
    state.add(index);
  }

  @Override
  public boolean active() {
    return issues;
  }

  @Override
  public void act(long now) {
    if (!issues) {
      return;
    }
    if (index == plan.indexBlocks() - 1) {
      out.push(now + plan.latency());
    }
    if (++fold == plan.folds()) {
      fold = 0;
      in.pop();
      if (++beat == plan.beats()) {
        beat = 0;
        index = index + 1 == plan.indexBlocks() ? 0 : index + 1;
      }
    }
  }
}
