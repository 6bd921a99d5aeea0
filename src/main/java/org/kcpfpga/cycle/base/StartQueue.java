package org.kcpfpga.cycle.base;

import java.util.Arrays;
import org.kcpfpga.plan.Pipeline;

/**
 * Steps that the input side has committed and the hidden side has not finished reading: their
 * flags.
 *
 * <p>In each cycle the input side acts before the hidden side.
 */
public final class StartQueue {
  /** Who commits and who waits for it, to be woken; null if they look in every cycle. */
  public Member producer;

  public Member consumer;

  private final int[] steps = new int[Pipeline.START_DEPTH];
  private final long[] committed = new long[Pipeline.START_DEPTH];

  /** Whether there is a hidden side; else nothing is queued. */
  private final boolean read;

  /** By sequence, whether since reset a step was committed or a state written. */
  private final boolean[] begun;

  private int head;
  private int size;

  public StartQueue(int sequences, boolean read) {
    this.begun = new boolean[sequences];
    this.read = read;
  }

  public void reset() {
    head = 0;
    size = 0;
    Arrays.fill(begun, false);
  }

  public boolean full() {
    return size == steps.length;
  }

  /**
   * Commits a step in cycle {@code now}.
   *
   * @param flags start and sequence
   * @return its flags; the first step of a sequence after reset always starts it
   */
  public int commit(long now, int flags) {
    int sequence = Flags.sequence(flags);
    int step = begun[sequence] ? flags : flags | Flags.START;
    begun[sequence] = true;
    if (read) {
      int at = (head + size) % steps.length;
      steps[at] = step;
      committed[at] = now;
      size++;
      if (consumer != null) {
        consumer.wakeAt(now + 1);
      }
    }
    return step;
  }

  /** The sequence has a state: it no longer counts as new. */
  public void begin(int sequence) {
    begun[sequence] = true;
  }

  /** Whether a step was committed before cycle {@code now}. */
  public boolean ready(long now) {
    return size > 0 && committed[head] < now;
  }

  /** When a consumer that found nothing in cycle {@code now} may find a step committed in it. */
  public long nextAfter(long now) {
    return size > 0 && committed[head] == now ? now + 1 : Producer.NEVER;
  }

  /** Whether the oldest step starts its sequence. */
  public boolean start() {
    return (steps[head] & Flags.START) != 0;
  }

  /** The sequence of the oldest step. */
  public int sequence() {
    return Flags.sequence(steps[head]);
  }

  public void pop() {
    head = (head + 1) % steps.length;
    size--;
    if (producer != null) {
      producer.wakeAt(0);
    }
  }
}
