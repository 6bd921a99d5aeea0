package org.kcpfpga.plan.timing;

import org.kcpfpga.plan.Channel;

/** A channel without its values: credits, and from when on each word can be popped. */
final class TimedQueue implements TimedSource {
  // of the plan, which computes them at every call
  private final int pushesPerWord;
  private final int popsPerWord;
  private final int creditsPerWord;
  private final long[] ready;
  private int credits;

  /** Credits that were left over whenever one was asked for and owned. */
  private int spare;

  private int pushed;
  private int popped;
  private int head;
  private int words;

  TimedQueue(Channel plan) {
    this.pushesPerWord = plan.pushesPerWord();
    this.popsPerWord = plan.popsPerWord();
    this.creditsPerWord = plan.creditsPerWord();
    this.ready = new long[plan.depth()];
    this.credits = plan.credits();
    this.spare = plan.credits();
  }

  boolean hasCredit(int needed) {
    boolean owned = credits >= needed;
    if (owned) {
      spare = Math.min(spare, credits - needed);
    }
    return owned;
  }

  /** Spends a credit on a beat that is pushed at the end of cycle {@code time}. */
  void push(long time) {
    credits--;
    if (++pushed == pushesPerWord) {
      pushed = 0;
      int tail = head + words;
      ready[tail < ready.length ? tail : tail - ready.length] = time + 1;
      words++;
    }
  }

  void describe(TimedState state, long now) {
    state.add(credits);
    state.add(pushed);
    state.add(popped);
    state.add(words);
    for (int word = 0; word < words; word++) {
      state.add(Math.max(0, ready[(head + word) % ready.length] - now));
    }
  }

  /** Words without which nothing that was done so far would have been done later. */
  int spareWords() {
    return spare / creditsPerWord;
  }

  @Override
  public boolean valid(long now) {
    return words > 0 && ready[head] <= now;
  }

  @Override
  public long calm(long now) {
    return words == 0 || ready[head] <= now ? TimedNode.EVER : ready[head] - now;
  }

  @Override
  public void pop() {
    if (++popped == popsPerWord) {
      popped = 0;
      head = head + 1 == ready.length ? 0 : head + 1;
      words--;
      credits += creditsPerWord;
    }
  }
}
