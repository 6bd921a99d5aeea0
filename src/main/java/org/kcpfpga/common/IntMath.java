package org.kcpfpga.common;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The divisor questions that lanes and folds raise. */
public final class IntMath {
  private IntMath() {}

  /** All divisors of n, ascending. */
  public static int[] divisors(int n) {
    return IntStream.rangeClosed(1, n).filter(i -> n % i == 0).toArray();
  }

  public static void divisor(String place, int value, int of, String what) {
    if (value < 1 || of % value != 0) {
      String list =
          IntStream.of(divisors(of)).mapToObj(String::valueOf).collect(Collectors.joining(", "));
      throw UserError.at(place, value, "a divisor of " + what + ": " + list);
    }
  }

  /** Bits that count n things: ceil(log2(n)). */
  public static int ceilLog2(int n) {
    return 32 - Integer.numberOfLeadingZeros(n - 1);
  }

  /** Greatest common divisor of positive numbers. */
  public static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** a / b, rounded up. */
  public static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }

  /** a + b of numbers from 0 on, sticking at the largest long instead of wrapping. */
  public static long plus(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /** a * b of numbers from 1 on, likewise. */
  public static long times(long a, long b) {
    return a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }
}
