package org.kcpfpga.cycle;

import org.kcpfpga.plan.Pipeline;

/**
 * Steps that the input side has committed and the hidden side has not finished reading: whether
 * each starts a sequence.
 *
 * <p>In each cycle the input side acts before the hidden side.
 */
final class StartQueue {
  private final boolean[] starts = new boolean[Pipeline.START_DEPTH];
  private final long[] committed = new long[Pipeline.START_DEPTH];
  private int head;
  private int size;
  private boolean first = true;

  void reset() {
    head = 0;
    size = 0;
    first = true;
  }

  boolean full() {
    return size == starts.length;
  }

  /**
   * Commits a step in cycle {@code now}.
   *
   * @return whether it starts a sequence; the first one after reset always does
   */
  boolean commit(long now, boolean start) {
    boolean starting = start || first;
    int at = (head + size) % starts.length;
    starts[at] = starting;
    committed[at] = now;
    size++;
    first = false;
    return starting;
  }

  /** Whether a step was committed before cycle {@code now}. */
  boolean ready(long now) {
    return size > 0 && committed[head] < now;
  }

  /** Whether the oldest step starts a sequence. */
  boolean start() {
    return starts[head];
  }

  void pop() {
    head = (head + 1) % starts.length;
    size--;
  }
}
