package org.kcpfpga.plan;

/** When the beats of a channel were pushed and popped. */
final class TimedChannel {
  private final Channel plan;
  private final Times pushes = new Times();
  private final Times pops = new Times();

  TimedChannel(Channel plan) {
    this.plan = plan;
  }

  void push(long time) {
    pushes.add(time);
  }

  void pop(long time) {
    pops.add(time);
  }

  int popped() {
    return pops.size();
  }

  long popTime(int beat) {
    return pops.get(beat);
  }

  /** Whether it is known when this beat can be popped. */
  boolean knows(int beat) {
    return lastPushOf(beat) < pushes.size();
  }

  /** The first cycle in which this beat can be popped. */
  long visible(int beat) {
    return pushes.get(lastPushOf(beat)) + 1;
  }

  private int lastPushOf(int beat) {
    return beat / plan.popsPerWord() * plan.pushesPerWord() + plan.pushesPerWord() - 1;
  }

  /** Whether it is known when the producer owns the credit for its push number {@code push}. */
  boolean knowsCredit(int push) {
    return lastPopFor(push) < pops.size();
  }

  /** The first cycle in which the producer owns that credit. */
  long credit(int push) {
    int pop = lastPopFor(push);
    return pop < 0 ? 0 : pops.get(pop) + 1;
  }

  /** The pop that returns the credit for this push, or -1 where the initial credits cover it. */
  private int lastPopFor(int push) {
    if (push < plan.credits()) {
      return -1;
    }
    int word = (push - plan.credits()) / plan.creditsPerWord();
    return (word + 1) * plan.popsPerWord() - 1;
  }
}
