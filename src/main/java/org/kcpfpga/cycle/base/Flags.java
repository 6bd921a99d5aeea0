package org.kcpfpga.cycle.base;

import org.kcpfpga.plan.StreamPlan;

/** The side-band of frames and steps: start in bit 0, the sequence above, bad on top. */
public final class Flags {
  /** The step starts a sequence. */
  public static final int START = 1;

  private Flags() {}

  /** The bit of a frame that is to be dropped. */
  public static int bad(StreamPlan plan) {
    return 1 << (plan.frameFlags() - 1);
  }

  /** The number of the sequence in the flags of a step. */
  public static int sequence(int flags) {
    return flags >> 1;
  }
}
