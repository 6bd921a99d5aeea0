package org.kcpfpga.cycle.base;

import org.kcpfpga.fixed.Rounding;

/**
 * The end of a stage: {@code sat(floor((acc + 2^(s-1)) / 2^s))} with a shift of at least 0.
 *
 * <p>{@link Rounding} with its constants at hand.
 */
public final class Requantiser {
  /** At most 62: no sum has more than 61 bits, any greater shift gives zero as this one does. */
  private int shift;

  private long half;
  private int given;
  private final long min;
  private final long max;

  /** How many values were clipped since this was set to 0. */
  public int clipped;

  public Requantiser(int shift, int bits) {
    shift(shift);
    this.min = Rounding.min(bits);
    this.max = Rounding.max(bits);
  }

  /** The shift as it was given. */
  public int shift() {
    return given;
  }

  /** Shifts by so many bits from now on. */
  public void shift(int bits) {
    if (bits < 0) {
      throw new IllegalArgumentException("shift " + bits);
    }
    given = bits;
    shift = Math.min(bits, 62);
    half = bits == 0 ? 0 : 1L << (shift - 1);
  }

  public long apply(long sum) {
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
