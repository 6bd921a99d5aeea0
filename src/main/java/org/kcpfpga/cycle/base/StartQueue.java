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
  /** What happens when a step was committed, and when one was finished. */
  public Runnable onCommit = () -> {};

  public Runnable onPop = () -> {};

  private final int[] steps = new int[Pipeline.START_DEPTH];

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
   * Commits a step.
   *
   * @param flags start and sequence
   * @return its flags; the first step of a sequence after reset always starts it
   */
  public int commit(int flags) {
    int sequence = Flags.sequence(flags);
    int step = begun[sequence] ? flags : flags | Flags.START;
    begun[sequence] = true;
    if (read) {
      int at = (head + size) % steps.length;
      steps[at] = step;
      size++;
      onCommit.run();
    }
    return step;
  }

  /** The sequence has a state: it no longer counts as new. */
  public void begin(int sequence) {
    begun[sequence] = true;
  }

  /** Whether a step is committed. */
  public boolean ready() {
    return size > 0;
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
    onPop.run();
  }
}
