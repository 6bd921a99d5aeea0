package org.kcpfpga.cycle;

import org.kcpfpga.fixed.Rounding;

/**
 * The end of a stage: {@code sat(floor((acc + 2^(s-1)) / 2^s))} with a fixed shift of at least 0.
 *
 * <p>{@link Rounding} with its constants at hand.
 */
final class Requantiser {
  private final int shift;
  private final long half;
  private final long min;
  private final long max;

  /** How many values were clipped since this was set to 0. */
  int clipped;

  Requantiser(int shift, int bits) {
    if (shift < 0) {
      throw new IllegalArgumentException("shift " + shift);
    }
    // No sum has more than 61 bits: any greater shift gives zero as this one does.
    this.shift = Math.min(shift, 62);
    this.half = shift == 0 ? 0 : 1L << (this.shift - 1);
    this.min = Rounding.min(bits);
    this.max = Rounding.max(bits);
  }

  long apply(long sum) {
    long rounded = (sum + half) >> shift;
    if (rounded > max) {
      clipped++;
      return max;
    }
    if (rounded < min) {
      clipped++;
      return min;
    }
    return rounded;
  }
}
