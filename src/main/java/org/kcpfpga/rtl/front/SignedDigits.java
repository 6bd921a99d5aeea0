package org.kcpfpga.rtl.front;

/**
 * Canonical signed digits: a number as a sum of the fewest powers of two, added or subtracted, of
 * which no two are neighbours. 231 = 256 - 32 + 8 - 1.
 */
final class SignedDigits {
  private SignedDigits() {}

  /** How many powers of two. */
  static int count(int number) {
    // digit i is not zero where bit i of n/2 and 3n/2 differ
    return Integer.bitCount(number ^ 3 * number);
  }

  /** The lower half of the digits of a number that has two or more, rounded down; odd if it is. */
  static int lowerHalf(int number) {
    int digits = number ^ 3 * number;
    int sum = 0;
    for (int left = Integer.bitCount(digits) / 2; left > 0; left--) {
      int bit = Integer.lowestOneBit(digits);
      // the digit is -1 where 3n has no bit of its place
      sum += (3 * number & bit) != 0 ? bit >> 1 : -(bit >> 1);
      digits -= bit;
    }
    return sum;
  }
}
