package org.kcpfpga.cycle.base;

import java.util.Arrays;
import org.kcpfpga.plan.Channel;

/**
 * A channel.
 *
 * <p>A producer writes a beat at {@link #tail} when it issues the work and calls {@link #push} with
 * the cycle from which the beat can be popped.
 */
public final class Queue extends Producer {
  /** Beats that the producer may still issue. */
  public int credits;

  /** First token of the next beat to push. */
  public int tail;

  /** Who pushes; null if it looks in every cycle. */
  public Turn producer;

  private final int inTokens;
  private final int outTokens;
  private final int pushesPerWord;
  private final int popsPerWord;
  private final int allCredits;
  private final long[] ready;
  private final int[] flags;
  private int pushed;
  private int popped;
  private int tailWord;
  private int headWord;
  private int words;

  public Queue(Channel plan) {
    super(plan.depth() * plan.wordTokens());
    inTokens = plan.inTokens();
    outTokens = plan.outTokens();
    pushesPerWord = plan.pushesPerWord();
    popsPerWord = plan.popsPerWord();
    allCredits = plan.credits();
    ready = new long[plan.depth()];
    flags = new int[plan.depth()];
    reset();
  }

  @Override
  public void reset() {
    credits = allCredits;
    headReady = NEVER;
    tail = 0;
    head = 0;
    pushed = 0;
    popped = 0;
    tailWord = 0;
    headWord = 0;
    words = 0;
    Arrays.fill(ready, 0);
  }

  /**
   * Spends a credit on the beat at {@link #tail}.
   *
   * @param from first cycle in which the beat can be popped
   * @param flag side-band bits; of a word the last beat's stay
   */
  public void push(long from, int flag) {
    credits--;
    tail += inTokens;
    if (tail == tokens.length) {
      tail = 0;
    }
    if (++pushed == pushesPerWord) {
      pushed = 0;
      completeWord(from, flag);
    }
  }

  private void completeWord(long from, int flag) {
    ready[tailWord] = from;
    flags[tailWord] = flag;
    if (words++ == 0) {
      filled(from);
    }
    if (++tailWord == ready.length) {
      tailWord = 0;
    }
  }

  @Override
  public int flags() {
    return flags[headWord];
  }

  /** With the last beat of a word its credits go back. */
  @Override
  public void pop() {
    head += outTokens;
    if (head == tokens.length) {
      head = 0;
    }
    if (++popped == popsPerWord) {
      popped = 0;
      releaseWord();
    }
  }

  private void releaseWord() {
    if (credits == 0 && producer != null) {
      producer.room(true);
    }
    credits += pushesPerWord;
    if (++headWord == ready.length) {
      headWord = 0;
    }
    follows(--words > 0 ? ready[headWord] : NEVER);
  }
}
