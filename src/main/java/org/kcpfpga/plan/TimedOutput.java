package org.kcpfpga.plan;

/** Takes an output beat whenever one is offered, and notes when each step ends. */
final class TimedOutput implements TimedNode {
  private final TimedQueue in;
  private final int beats;
  private final long[] ends;
  private boolean takes;
  private int beat;
  private int steps;

  TimedOutput(TimedQueue in, int beats, int steps) {
    this.in = in;
    this.beats = beats;
    this.ends = new long[steps];
  }

  @Override
  public void decide(long now) {
    takes = in.valid(now);
  }

  @Override
  public void act(long now) {
    if (takes) {
      in.pop();
      if (++beat == beats) {
        beat = 0;
        ends[steps++] = now;
      }
    }
  }

  boolean done() {
    return steps == ends.length;
  }

  long end(int step) {
    return ends[step];
  }
}
