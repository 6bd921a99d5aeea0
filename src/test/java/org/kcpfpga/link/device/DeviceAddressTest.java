package org.kcpfpga.link.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.common.UserError;

@Tag("locale")
class DeviceAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "serial:/dev/ttyUSB0",
        "serial:/dev/ttyUSB0@115200",
        "serial:COM3",
        "tcp:localhost:5000",
        "tcp:[::1]:5000"
      })
  void addressesAreTaken(String text) {
    assertThat(DeviceAddress.looksLike(text)).isTrue();
    assertThat(DeviceAddress.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serial:",
        "tcp:",
        "tcp:host",
        "tcp:host:",
        "tcp::5",
        "tcp:host:0",
        "tcp:host:65536",
        "tcp:host:x",
        "usb:1",
        "",
        "serial:/dev/ttyUSB0@0"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> DeviceAddress.parse(text)).isInstanceOf(UserError.class);
  }

  @Test
  void aSlowLineIsGivenTime() {
    assertThat(Timeouts.at(1_000_000).timeoutMillis()).isEqualTo(330);
    assertThat(Timeouts.at(9600).timeoutMillis()).isEqualTo(250 + 8333);
  }
}
