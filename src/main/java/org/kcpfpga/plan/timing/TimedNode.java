package org.kcpfpga.plan.timing;

/** Something that decides on the state at the start of a cycle and then moves. */
interface TimedNode {
  /** Looks, without changing anything that another node sees. */
  void decide(long now);

  /** Moves as decided. */
  void act(long now);

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
