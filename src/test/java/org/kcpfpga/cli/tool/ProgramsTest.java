package org.kcpfpga.cli.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "Verilator 5.006 2023-01-22 rev (Debian 5.006-3), 5.006",
        "g++ (Debian 12.2.0-14+deb12u1) 12.2.0, 12.2.0",
        "Yosys 0.23 (git sha1 7ce5011c24b), 0.23",
        "Icarus Verilog version 11.0 (stable) (), 11.0",
        "\u001b[1mApache Maven 3.8.7\u001b[m, 3.8.7",
        "openjdk version \"21\" 2023-09-19, 21",
        "GNU Make 4.3, 4.3"
      })
  void theFirstVersionIsReadFromWhatToolsPrint(String printed, String version) {
    assertThat(Programs.firstVersion(printed)).isEqualTo(version);
  }

  @Test
  void noVersionIsReadWhereThereIsNone() {
    assertThat(Programs.firstVersion("command not found")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "5.006, 5.006, true",
    "5.010, 5.006, true",
    "5.38, 5.006, true",
    "4.038, 5.006, false",
    "5.005, 5.006, false",
    "17, 17, true",
    "21, 17, true",
    "3.6, 3.6.3, false",
    "6, 5.006, true"
  })
  void versionsAreComparedPartByPartAsNumbers(String found, String needed, boolean enough) {
    assertThat(Programs.atLeast(found, needed)).isEqualTo(enough);
  }

  @Test
  void aProgramThatIsNotThereHasNoVersion() {
    assertThat(Programs.version("no-such-program", "--version")).isNull();
  }
}
