package org.kcpfpga.plan.timing;

import org.kcpfpga.common.IntMath;
import org.kcpfpga.plan.StreamPlan;

/** Stream input and gearbox, with a beat always offered until the last frame is in. */
final class TimedInput implements TimedNode, TimedSource {
  // of the plan, which computes them at every call
  private final int beatUnits;
  private final int laneUnits;
  private final int capacity;
  private long beats;
  private int units;
  private boolean accepts;

  /** Whether the front takes a beat in every cycle. */
  private boolean drained;

  TimedInput(StreamPlan plan, int frames) {
    this.beatUnits = plan.beatUnits();
    this.laneUnits = plan.laneUnits();
    this.capacity = plan.capacity();
    this.beats = (long) frames * plan.beats();
  }

  @Override
  public void decide(long now) {
    accepts = beats > 0 && units + beatUnits <= capacity;
  }

  /** The front decides whether it takes a beat. */
  void drain(boolean takes) {
    drained = takes;
  }

  /** Cycles in which the front finds a beat if the input does in each what it decided. */
  long supply() {
    if (accepts) {
      return beatUnits == laneUnits ? beats : 0;
    }
    long held = units / laneUnits;
    long surplus = (long) units + beatUnits - capacity;
    return beats == 0 ? held : Math.min(held, IntMath.ceilDiv((int) surplus, laneUnits));
  }

  /** What the front takes is in {@link #supply}. */
  @Override
  public long calm(long now) {
    return accepts && !drained ? 0 : EVER;
  }

  @Override
  public void repeat(int cycles) {
    if (accepts) {
      units += cycles * beatUnits;
      beats -= cycles;
    }
    if (drained) {
      units -= cycles * laneUnits;
    }
  }

  @Override
  public boolean active() {
    return accepts;
  }

  @Override
  public void act(long now) {
    if (accepts) {
      units += beatUnits;
      beats--;
    }
  }

  @Override
  public void describe(TimedState state, long now) {
    state.add(units);
  }

  @Override
  public boolean valid(long now) {
    return units >= laneUnits;
  }

  @Override
  public void pop() {
    units -= laneUnits;
  }
}
