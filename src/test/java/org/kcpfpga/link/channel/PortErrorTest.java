package org.kcpfpga.link.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locale")
class PortErrorTest {
  @ParameterizedTest
  @CsvSource({
    "1, permission denied",
    "2, no such port",
    "6, no such port",
    "13, permission denied",
    "16, in use",
    "19, no such port",
    "25, no serial port",
    "99, cannot be opened (error 99)"
  })
  void theNumberOfTheSystemIsSaidInWords(int number, String words) {
    assertThat(PortError.of("serial:ttyS0", number, () -> "none found"))
        .hasMessageStartingWith("serial:ttyS0: " + words)
        .hasMessageContaining("(expected: ");
  }

  @Test
  void whoMayNotUseAPortLearnsOfTheGroup() {
    assertThat(PortError.of("serial:ttyS0", 13, () -> "")).hasMessageContaining("group dialout");
  }
}
