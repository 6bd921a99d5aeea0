package org.kcpfpga.plan;

/** Stream input and gearbox, with a beat always offered. */
final class TimedInput implements TimedNode, TimedSource {
  private final StreamPlan plan;
  private int units;
  private boolean accepts;

  TimedInput(StreamPlan plan) {
    this.plan = plan;
  }

  @Override
  public void decide(long now) {
    accepts = units + plan.beatUnits() <= plan.capacity();
  }

  @Override
  public void act(long now) {
    units += accepts ? plan.beatUnits() : 0;
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
