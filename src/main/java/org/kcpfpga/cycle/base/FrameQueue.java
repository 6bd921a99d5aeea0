package org.kcpfpga.cycle.base;

import org.kcpfpga.plan.boundary.FramePlan;

/** What is said of frames that have begun and have no output yet. */
public final class FrameQueue {
  private final int badBit;
  private final int endBit;
  private final int[] infos;
  private final long[] times;
  private int head;
  private int size;
  private int credits;

  public FrameQueue(FramePlan plan) {
    this.badBit = 1 << plan.badBit();
    this.endBit = 1 << plan.endBit();
    this.infos = new int[plan.depth()];
    this.times = new long[plan.depth()];
    reset();
  }

  public void reset() {
    head = 0;
    size = 0;
    credits = infos.length;
  }

  /** Whether another frame may begin. */
  boolean room() {
    return credits > 0;
  }

  void begin() {
    credits--;
  }

  /** A frame is complete in cycle {@code now}. */
  void known(long now, int flags, boolean ends) {
    int at = (head + size++) % infos.length;
    infos[at] = flags | (ends ? endBit : 0);
    times[at] = now;
  }

  /** Whether something is said of a frame that was complete before cycle {@code now}. */
  public boolean ready(long now) {
    return size > 0 && times[head] < now;
  }

  boolean bad() {
    return (infos[head] & badBit) != 0;
  }

  boolean ends() {
    return (infos[head] & endBit) != 0;
  }

  /** Start, sequence and bad. */
  int user() {
    return infos[head] & endBit - 1;
  }

  void pop() {
    head = (head + 1) % infos.length;
    size--;
    credits++;
  }
}
