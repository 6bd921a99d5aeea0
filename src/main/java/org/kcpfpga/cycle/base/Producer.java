package org.kcpfpga.cycle.base;

/**
 * Where a stage takes its beats from: tokens in order, and from when on the next beat can be
 * popped.
 *
 * <p>A consumer reads at {@link #head} while {@link #headReady} is not in the future. In each cycle
 * the producer acts before the consumer: then what the consumer frees is seen in the next cycle, as
 * in hardware.
 */
public abstract class Producer {
  /** {@link #headReady} while there is no complete beat. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Ring of tokens; a beat never wraps. */
  public final long[] tokens;

  /** First token of the next beat to pop. */
  public int head;

  /** First cycle in which the next beat can be popped. */
  public long headReady = NEVER;

  /** Who pops; null if it looks in every cycle. */
  public Turn consumer;

  Producer(int tokens) {
    this.tokens = new long[tokens];
  }

  /** Nothing was there; from cycle {@code time} on something is. */
  final void filled(long time) {
    headReady = time;
    if (consumer != null) {
      consumer.arrives(time);
    }
  }

  /** The head was taken; from cycle {@code time} on the next beat can be. */
  final void follows(long time) {
    headReady = time;
    if (consumer != null) {
      consumer.taken(time);
    }
  }

  /** Side-band bits of the beat at {@link #head}. */
  public abstract int flags();

  /** Takes the beat at {@link #head}. */
  public abstract void pop();

  abstract void reset();
}
