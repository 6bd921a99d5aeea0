package org.kcpfpga.cycle;

/**
 * Where a stage takes its beats from: tokens in order, and from when on the next beat can be
 * popped.
 *
 * <p>A consumer reads at {@link #head} while {@link #headReady} is not in the future. In each cycle
 * the producer acts before the consumer: then what the consumer frees is seen in the next cycle, as
 * in hardware.
 */
abstract class Source {
  /** {@link #headReady} while there is no complete beat. */
  static final long NEVER = Long.MAX_VALUE;

  /** Ring of tokens; a beat never wraps. */
  final long[] tokens;

  /** First token of the next beat to pop. */
  int head;

  /** First cycle in which the next beat can be popped. */
  long headReady = NEVER;

  Source(int tokens) {
    this.tokens = new long[tokens];
  }

  /** Side-band bits of the beat at {@link #head}. */
  abstract int flags();

  /** Takes the beat at {@link #head}. */
  abstract void pop();

  abstract void reset();
}
