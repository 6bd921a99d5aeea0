package org.kcpfpga.plan.timing;

import org.kcpfpga.common.IntMath;
import org.kcpfpga.plan.StreamPlan;

/** Stream input and gearbox, with a beat always offered until the last frame is in. */
final class TimedInput implements TimedNode, TimedSource {
  private final StreamPlan plan;
  private long beats;
  private int units;
  private boolean accepts;

  /** Whether the front takes a beat in every cycle. */
  private boolean drained;

  TimedInput(StreamPlan plan, int frames) {
    this.plan = plan;
    this.beats = (long) frames * plan.beats();
  }

  @Override
  public void decide(long now) {
    accepts = beats > 0 && units + plan.beatUnits() <= plan.capacity();
  }

  /** The front decides whether it takes a beat. */
  void drain(boolean takes) {
    drained = takes;
  }

  /** Cycles in which the front finds a beat if the input does in each what it decided. */
  long supply() {
    if (accepts) {
      return plan.beatUnits() == plan.laneUnits() ? beats : 0;
    }
    long held = units / plan.laneUnits();
    long surplus = (long) units + plan.beatUnits() - plan.capacity();
    return beats == 0 ? held : Math.min(held, IntMath.ceilDiv((int) surplus, plan.laneUnits()));
  }

  /** What the front takes is in {@link #supply}. */
  @Override
  public long calm(long now) {
    return accepts && !drained ? 0 : EVER;
  }

  @Override
  public void repeat(int cycles) {
    if (accepts) {
      units += cycles * plan.beatUnits();
      beats -= cycles;
    }
    if (drained) {
      units -= cycles * plan.laneUnits();
    }
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
