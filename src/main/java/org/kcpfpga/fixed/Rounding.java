package org.kcpfpga.fixed;

import java.util.stream.DoubleStream;

/**
 * The one definition of every rounding and saturation.
 *
 * <p>{@code sat(floor((acc + 2^(s-1)) / 2^s))}; s = 0 does not round, s &lt; 0 is an exact left
 * shift.
 */
public final class Rounding {
  /** Beyond this, an accumulator of 62 bits or fewer rounds to zero. */
  private static final int MAX_SHIFT = 62;

  private Rounding() {}

  /** The exact left shift, or the end of the range where it does not fit: it saturates anyway. */
  private static long shiftLeft(long acc, int shift) {
    int spare = Long.numberOfLeadingZeros(acc < 0 ? ~acc : acc) - 1;
    if (shift <= spare) {
      return acc << shift;
    }
    return acc == 0 ? 0 : acc < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** floor((acc + 2^(shift-1)) / 2^shift): round to nearest, ties towards plus infinity. */
  public static long shift(long acc, int shift) {
    if (shift <= 0) {
      return shiftLeft(acc, -shift);
    }
    if (shift > MAX_SHIFT) {
      return 0;
    }
    return (acc + (1L << (shift - 1))) >> shift;
  }

  /** The nearest value that {@code bits} bits of two's complement can hold. */
  public static long saturate(long value, int bits) {
    return Math.max(min(bits), Math.min(max(bits), value));
  }

  /** The requantisation that ends every stage: {@code saturate(shift(acc))}. */
  public static long requantise(long acc, int shift, int bits) {
    return saturate(shift(acc, shift), bits);
  }

  /** Whether {@link #requantise} has to clip this accumulator. */
  public static boolean clips(long acc, int shift, int bits) {
    long rounded = shift(acc, shift);
    return rounded > max(bits) || rounded < min(bits);
  }

  /** The nearest integer to {@code value * 2^fraction}, saturated to {@code bits}. */
  public static long quantise(double value, int fraction, int bits) {
    return (long) Math.max(min(bits), Math.min(max(bits), nearest(value, fraction)));
  }

  /** Whether {@link #quantise(double, int, int)} has to clip this value. */
  public static boolean clips(double value, int fraction, int bits) {
    double nearest = nearest(value, fraction);
    return nearest > max(bits) || nearest < min(bits);
  }

  /** The nearest integer to {@code value * 2^fraction}, ties towards plus infinity. */
  private static double nearest(double value, int fraction) {
    return Math.floor(Math.scalb(value, fraction) + 0.5);
  }

  /** {@link #quantise(double, int, int)} of each value. */
  public static int[] quantise(double[] values, int fraction, int bits) {
    return DoubleStream.of(values).mapToInt(v -> (int) quantise(v, fraction, bits)).toArray();
  }

  /** Sum of the squares of what {@link #quantise(double[], int, int)} changes. */
  public static double squares(double[] values, int fraction, int bits) {
    double sum = 0;
    for (double value : values) {
      double error = Math.scalb((double) quantise(value, fraction, bits), -fraction) - value;
      sum += error * error;
    }
    return sum;
  }

  /** 2^(bits-1) - 1. */
  public static long max(int bits) {
    return (1L << (bits - 1)) - 1;
  }

  /** -2^(bits-1). */
  public static long min(int bits) {
    return -(1L << (bits - 1));
  }
}
