package org.kcpfpga.plan.timing;

/** Takes an output beat whenever one is offered, and counts steps. */
final class TimedOutput implements TimedNode {
  private final TimedQueue in;
  private final int beats;
  private boolean takes;
  private int beat;
  private int steps;

  TimedOutput(TimedQueue in, int beats) {
    this.in = in;
    this.beats = beats;
  }

  @Override
  public void decide(long now) {
    takes = in.valid(now);
  }

  @Override
  public long calm(long now) {
    return takes ? 0 : in.calm(now);
  }

  @Override
  public void repeat(int cycles) {
    // a calm output waits
  }

  @Override
  public boolean active() {
    return takes;
  }

  @Override
  public void act(long now) {
    if (takes) {
      in.pop();
      if (++beat == beats) {
        beat = 0;
        steps++;
      }
    }
  }

  @Override
  public void describe(TimedState state, long now) {
    state.add(beat);
  }

  /** Steps delivered. */
  int steps() {
    return steps;
  }
}
