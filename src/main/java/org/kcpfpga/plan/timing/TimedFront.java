package org.kcpfpga.plan.timing;

import org.kcpfpga.plan.FrontPlan;

/** Takes a beat a cycle while the channel has room for all tiles of a fibre. */
final class TimedFront implements TimedNode {
  // of the plan, which computes them at every call
  private final int folds;
  private final int tiles;
  private final int latency;
  private final TimedInput in;
  private final TimedQueue out;
  private boolean takes;
  private int fold;

  TimedFront(FrontPlan plan, TimedInput in, TimedQueue out) {
    this.folds = plan.folds();
    this.tiles = plan.tiles();
    this.latency = plan.latency();
    this.in = in;
    this.out = out;
  }

  @Override
  public void decide(long now) {
    takes = in.valid(now) && out.hasCredit(tiles);
    in.drain(takes);
  }

  @Override
  public long calm(long now) {
    return takes ? Math.min(folds - 1 - fold, in.supply()) : EVER;
  }

  @Override
  public void repeat(int cycles) {
    fold += takes ? cycles : 0;
  }

  @Override
  public void describe(TimedState state, long now) {
    state.add(fold);
  }

  @Override
  public boolean active() {
    return takes;
  }

  @Override
  public void act(long now) {
    if (!takes) {
      return;
    }
    in.pop();
    if (++fold == folds) {
      fold = 0;
      for (int tile = 0; tile < tiles; tile++) {
        out.push(now + latency + tile);
      }
    }
  }
}
