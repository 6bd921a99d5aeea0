package org.kcpfpga.plan.timing;

import org.kcpfpga.plan.StreamPlan;

/** Stream input and gearbox, with a beat always offered until the last frame is in. */
final class TimedInput implements TimedNode, TimedSource {
  private final StreamPlan plan;
  private long beats;
  private int units;
  private boolean accepts;

  TimedInput(StreamPlan plan, int frames) {
    this.plan = plan;
    this.beats = (long) frames * plan.beats();
  }

  @Override
  public void decide(long now) {
    accepts = beats > 0 && units + plan.beatUnits() <= plan.capacity();
  }

  @Override
  public boolean active() {
    return accepts;
  }

  @Override
  public void act(long now) {
    if (accepts) {
      units += plan.beatUnits();
      beats--;
    }
  }

  @Override
  public void describe(TimedState state, long now) {
    state.add(units);
  }

  @Override
  public boolean valid(long now) {
    return units >= plan.laneUnits();
  }

  @Override
  public void pop() {
    units -= plan.laneUnits();
  }
}
