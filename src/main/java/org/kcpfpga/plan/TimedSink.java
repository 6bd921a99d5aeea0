package org.kcpfpga.plan;

/** Takes an output beat whenever one is offered. */
final class TimedSink implements TimedNode {
  private final TimedChannel in;

  TimedSink(TimedChannel in) {
    this.in = in;
  }

  @Override
  public boolean advance() {
    int before = in.popped();
    while (in.knows(in.popped())) {
      int beat = in.popped();
      long earliest = beat == 0 ? 0 : in.popTime(beat - 1) + 1;
      in.pop(Math.max(earliest, in.visible(beat)));
    }
    return in.popped() > before;
  }

  int delivered() {
    return in.popped();
  }

  long time(int beat) {
    return in.popTime(beat);
  }
}
