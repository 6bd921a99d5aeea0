package org.kcpfpga.plan.timing;

/** Where a stage takes its beats from. */
interface TimedSource {
  /** Whether a beat can be popped in this cycle. */
  boolean valid(long now);

  void pop();

  /** Cycles from {@code now} on in which {@link #valid} stays as it is if no node moves it. */
  long calm(long now);
}
