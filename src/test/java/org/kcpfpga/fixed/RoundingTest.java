package org.kcpfpga.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;

/** The rounding by hand, and by a second definition in BigInteger. */
class RoundingTest {
  private static final BigInteger TWO = BigInteger.TWO;

  @Test
  void tiesGoTowardsPlusInfinity() {
    // 6/4 = 1.5, 2/4 = 0.5, -2/4 = -0.5, -6/4 = -1.5
    assertThat(Rounding.shift(6, 2)).isEqualTo(2);
    assertThat(Rounding.shift(2, 2)).isEqualTo(1);
    assertThat(Rounding.shift(-2, 2)).isEqualTo(0);
    assertThat(Rounding.shift(-6, 2)).isEqualTo(-1);
  }

  @Test
  void everythingElseGoesToTheNearest() {
    // 5/4 = 1.25, 7/4 = 1.75, -5/4 = -1.25, -7/4 = -1.75
    assertThat(Rounding.shift(5, 2)).isEqualTo(1);
    assertThat(Rounding.shift(7, 2)).isEqualTo(2);
    assertThat(Rounding.shift(-5, 2)).isEqualTo(-1);
    assertThat(Rounding.shift(-7, 2)).isEqualTo(-2);
  }

  @Test
  void aShiftOfZeroChangesNothing() {
    for (long acc = -9; acc <= 9; acc++) {
      assertThat(Rounding.shift(acc, 0)).isEqualTo(acc);
      assertThat(Rounding.requantise(acc, 0, 8)).isEqualTo(acc);
    }
  }

  @Test
  void aNegativeShiftMultiplies() {
    assertThat(Rounding.shift(5, -3)).isEqualTo(40);
    assertThat(Rounding.shift(-5, -3)).isEqualTo(-40);
    // 40 does not fit 6 bits
    assertThat(Rounding.requantise(5, -3, 6)).isEqualTo(31);
    assertThat(Rounding.clips(5, -3, 6)).isTrue();
  }

  @Test
  void aProductThatNoLongHoldsIsTheEndOfTheRange() {
    assertThat(Rounding.shift(1, -62)).isEqualTo(1L << 62);
    assertThat(Rounding.shift(3, -61)).isEqualTo((1L << 62) + (1L << 61));
    assertThat(Rounding.shift(-1, -63)).isEqualTo(Long.MIN_VALUE);
    // 2^63, 3 * 2^62, -2^64, -3 * 2^62
    assertThat(Rounding.shift(1, -63)).isEqualTo(Long.MAX_VALUE);
    assertThat(Rounding.shift(3, -62)).isEqualTo(Long.MAX_VALUE);
    assertThat(Rounding.shift(-2, -63)).isEqualTo(Long.MIN_VALUE);
    assertThat(Rounding.shift(-3, -62)).isEqualTo(Long.MIN_VALUE);
    assertThat(Rounding.shift(1, -100)).isEqualTo(Long.MAX_VALUE);
    assertThat(Rounding.shift(-1, -100)).isEqualTo(Long.MIN_VALUE);
    assertThat(Rounding.shift(0, -100)).isZero();
  }

  @Test
  void aShiftBeyondTheAccumulatorLeavesNothing() {
    // 2^61 / 2^62 is a tie, 2^61 / 2^63 a quarter
    assertThat(Rounding.shift(1L << 61, 62)).isEqualTo(1);
    assertThat(Rounding.shift(1L << 61, 63)).isZero();
    assertThat(Rounding.shift(-(1L << 61), 100)).isZero();
  }

  @Test
  void saturationBeginsBehindTheLastValueOfEitherEnd() {
    // 8 bits hold -128..127; with s = 4 the largest sum that rounds to 127 is 127*16 + 7
    assertThat(Rounding.requantise(2039, 4, 8)).isEqualTo(127);
    assertThat(Rounding.clips(2039, 4, 8)).isFalse();
    assertThat(Rounding.requantise(2040, 4, 8)).isEqualTo(127);
    assertThat(Rounding.clips(2040, 4, 8)).isTrue();
    // and the smallest that rounds to -128 is -128*16 - 8
    assertThat(Rounding.requantise(-2056, 4, 8)).isEqualTo(-128);
    assertThat(Rounding.clips(-2056, 4, 8)).isFalse();
    assertThat(Rounding.requantise(-2057, 4, 8)).isEqualTo(-128);
    assertThat(Rounding.clips(-2057, 4, 8)).isTrue();
  }

  @Test
  void numbersAreRoundedLikeSums() {
    // 0.3 * 128 = 38.4; 2.5 and -2.5 are ties
    assertThat(Rounding.quantise(0.3, 7, 8)).isEqualTo(38);
    assertThat(Rounding.quantise(2.5, 0, 8)).isEqualTo(3);
    assertThat(Rounding.quantise(-2.5, 0, 8)).isEqualTo(-2);
    assertThat(Rounding.quantise(1.0, 7, 8)).isEqualTo(127);
    assertThat(Rounding.quantise(-1.0, 7, 8)).isEqualTo(-128);
    assertThat(Rounding.quantise(-1e300, 7, 8)).isEqualTo(-128);
    assertThat(Rounding.quantise(300, -2, 8)).isEqualTo(75);
  }

  @Test
  void aSecondDefinitionAgreesOnRandomSumsAndOnTheEndsOfTheirRange() {
    SplittableRandom r = RandomDesigns.random("RoundingTest", 1);
    int cases = 0;
    int clipped = 0;
    for (; cases < 200_000; cases++) {
      int bits = r.nextInt(4, 19);
      int shift = r.nextInt(-20, 62);
      long acc = sum(r, shift < 0 ? 40 : 62);
      BigInteger rounded = rounded(acc, shift);
      BigInteger saturated = saturated(rounded, bits);
      clipped += rounded.equals(saturated) ? 0 : 1;
      assertThat(BigInteger.valueOf(Rounding.requantise(acc, shift, bits)))
          .as("acc %d shift %d bits %d", acc, shift, bits)
          .isEqualTo(saturated);
      assertThat(Rounding.clips(acc, shift, bits)).isEqualTo(!rounded.equals(saturated));
    }
    assertThat(cases).isEqualTo(200_000);
    assertThat(clipped).isBetween(cases / 10, cases * 9 / 10);
  }

  /** A sum of at most {@code bits} bits besides the sign: any size is as likely, ends included. */
  private static long sum(SplittableRandom r, int bits) {
    long end = 1L << r.nextInt(bits + 1);
    return switch (r.nextInt(8)) {
      case 0 -> end;
      case 1 -> -end;
      case 2 -> end - 1;
      case 3 -> 1 - end;
      default -> r.nextLong(-end, end);
    };
  }

  /** floor((acc + 2^(s-1)) / 2^s), by a division and its remainder. */
  private static BigInteger rounded(long acc, int shift) {
    BigInteger value = BigInteger.valueOf(acc);
    if (shift <= 0) {
      return value.multiply(TWO.pow(-shift));
    }
    BigInteger raised = value.add(TWO.pow(shift - 1));
    BigInteger[] parts = raised.divideAndRemainder(TWO.pow(shift));
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static BigInteger saturated(BigInteger value, int bits) {
    BigInteger end = TWO.pow(bits - 1);
    return value.max(end.negate()).min(end.subtract(BigInteger.ONE));
  }
}
