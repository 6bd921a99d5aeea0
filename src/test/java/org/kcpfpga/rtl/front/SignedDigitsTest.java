package org.kcpfpga.rtl.front;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignedDigitsTest {
  /** 231 = 256 - 32 + 8 - 1; 103 = 128 - 32 + 8 - 1; 85 = 64 + 16 + 4 + 1; 7 = 8 - 1. */
  @Test
  void digitsAreThoseWorkedOutByHand() {
    assertThat(SignedDigits.count(231)).isEqualTo(4);
    assertThat(SignedDigits.lowerHalf(231)).isEqualTo(8 - 1);
    assertThat(SignedDigits.lowerHalf(103)).isEqualTo(8 - 1);
    assertThat(SignedDigits.lowerHalf(85)).isEqualTo(4 + 1);
    assertThat(SignedDigits.count(7)).isEqualTo(2);
    assertThat(SignedDigits.lowerHalf(7)).isEqualTo(-1);
    // 11 = 8 + 4 - 1, or 16 - 4 - 1: of three digits the lower half is one
    assertThat(SignedDigits.count(11)).isEqualTo(3);
    assertThat(SignedDigits.lowerHalf(11)).isEqualTo(-1);
  }

  @Test
  void halvesOfAllFactorsHaveHalfOfTheDigitsEachAndAreTheNumberTogether() {
    for (int odd = 3; odd <= 1 << 17; odd += 2) {
      int lower = SignedDigits.lowerHalf(odd);
      int upper = odd - lower;
      int digits = SignedDigits.count(odd);
      assertThat(SignedDigits.count(Math.abs(lower))).as("%d", odd).isEqualTo(digits / 2);
      assertThat(SignedDigits.count(upper)).as("%d", odd).isEqualTo(digits - digits / 2);
      // each has fewer bits, so that taking halves comes to an end, at 1
      assertThat(Math.abs(lower)).as("%d", odd).isOdd().isLessThan(odd);
      assertThat(upper >> Integer.numberOfTrailingZeros(upper)).as("%d", odd).isBetween(1, odd - 1);
    }
  }

  /** A digit more than half of the places would have two neighbours. */
  @Test
  void aFactorOfEightBitsHasFourDigitsAtMost() {
    for (int factor = 1; factor <= 128; factor++) {
      assertThat(SignedDigits.count(factor)).isBetween(1, 4);
    }
  }
}
