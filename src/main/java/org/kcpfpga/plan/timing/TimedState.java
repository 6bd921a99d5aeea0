package org.kcpfpga.plan.timing;

/** A signature of the control state of a pipeline, by which a repetition is known. */
final class TimedState {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private long signature = PRIME;

  void add(long value) {
    signature = Long.rotateLeft((signature ^ value) * PRIME, 29);
  }

  void add(boolean value) {
    add(value ? 1 : 0);
  }

  long signature() {
    return signature;
  }
}
