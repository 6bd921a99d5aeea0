package org.kcpfpga.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.common.UserError;

/** Widths from 4 to 18 bits, and the fractions that follow from them. */
class BitWidthsTest {

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 3, 19, 64})
  void otherWidthsAreRefusedByNameAndValue(int bits) {
    refused(() -> new BitWidths(bits, 8, 8, 8), "bits.activation: " + bits);
    refused(() -> new BitWidths(8, bits, 8, 8), "bits.factor: " + bits);
    refused(() -> new BitWidths(8, 8, bits, 8), "bits.latent: " + bits);
    refused(() -> new BitWidths(8, 8, 8, bits), "bits.state: " + bits);
  }

  private static void refused(Runnable making, String beginning) {
    assertThatThrownBy(making::run)
        .isInstanceOf(UserError.class)
        .hasMessage(beginning + " (expected: 4 to 18 bits)");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 18})
  void bothEndsAreAllowed(int bits) {
    assertThat(new BitWidths(bits, bits, bits, bits).state()).isEqualTo(bits);
  }

  @Test
  void fractionsLeaveRoomForSignAndRange() {
    BitWidths bits = new BitWidths(8, 8, 16, 16);
    // -8..8 takes 4 bits of 16, -2..2 takes 2, -1..1 takes the sign of 8
    assertThat(bits.preFraction()).isEqualTo(12);
    assertThat(bits.gateFraction()).isEqualTo(14);
    assertThat(bits.hiddenFraction()).isEqualTo(7);
  }
}
