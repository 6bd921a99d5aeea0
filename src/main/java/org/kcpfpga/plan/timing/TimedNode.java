package org.kcpfpga.plan.timing;

/** Something that decides on the state at the start of a cycle and then moves. */
interface TimedNode {
  /** Calm until another node moves a queue. */
  long EVER = Integer.MAX_VALUE;

  /** Looks, without changing anything that another node sees. */
  void decide(long now);

  /** Moves as decided. */
  void act(long now);

  /**
   * Cycles from {@code now} on in which it does as decided, in each the same, and moves no queue,
   * as long as no other node moves one; 0 if it moves one now, or cannot tell.
   */
  long calm(long now);

  /** Does what was decided for so many cycles, all of them calm. */
  void repeat(int cycles);

  /** Whether it moves in the cycle that was decided last, once all banks have chosen. */
  boolean active();

  /** Adds what will decide later cycles, times relative to {@code now}. */
  void describe(TimedState state, long now);

  /** A node whose operations use a bank: whether one would issue, and the refusal to let it. */
  interface Member extends TimedNode {
    boolean wants();

    void refuse();
  }
}
