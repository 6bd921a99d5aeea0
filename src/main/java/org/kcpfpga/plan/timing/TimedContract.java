package org.kcpfpga.plan.timing;

import org.kcpfpga.plan.ContractPlan;

/** Issues one operation a cycle: a fold of a beat. */
final class TimedContract implements TimedNode.Member {
  private final TimedSource in;
  private final TimedQueue out;

  // of the plan, which computes them at every call
  private final int blocks;
  private final int beats;
  private final int folds;
  private final int latency;
  private boolean issues;
  private int fold;
  private int beat;
  private int index;

  TimedContract(ContractPlan plan, TimedSource in, TimedQueue out) {
    this.in = in;
    this.out = out;
    this.blocks = plan.indexBlocks();
    this.beats = plan.beats();
    this.folds = plan.folds();
    this.latency = plan.latency();
  }

  @Override
  public void decide(long now) {
    issues = in.valid(now) && (index < blocks - 1 || out.hasCredit(1));
  }

  @Override
  public long calm(long now) {
    if (issues) {
      return index == blocks - 1 ? 0 : folds - 1 - fold;
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
    if (index == blocks - 1) {
      out.push(now + latency);
    }
    if (++fold == folds) {
      fold = 0;
      in.pop();
      if (++beat == beats) {
        beat = 0;
        index = index + 1 == blocks ? 0 : index + 1;
      }
    }
  }
}
