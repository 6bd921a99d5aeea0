package org.kcpfpga.link.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.device.DeviceAddress;
import org.kcpfpga.link.device.DevicePty;
import org.kcpfpga.link.device.RegisterAccess;
import org.kcpfpga.link.device.Session;
import org.kcpfpga.link.device.Time;
import org.kcpfpga.link.device.Timeouts;
import org.kcpfpga.link.packet.DeviceModel;
import org.kcpfpga.plan.boundary.RegisterMap;

/** A serial port at the end of which is a pseudo-terminal. */
class SerialPortChannelTest {
  private final Deployment deployment =
      RandomDesigns.deployment(DesignFile.read(Path.of("designs/tiny.json")), 9);

  @BeforeEach
  void requireTerminals() {
    assumeTrue(Files.exists(Path.of("/dev/ptmx")), "/dev/ptmx");
  }

  @Test
  void aSessionRunsOverATerminal() {
    try (DevicePty terminal = new DevicePty(new DeviceModel(deployment, 3, new Random(1)));
        Session session = DeviceAddress.parse("serial:" + terminal.path()).begin()) {
      RegisterAccess registers = new RegisterAccess(session);
      for (int i = 0; i < 100; i++) {
        assertThat(registers.read(RegisterMap.PLAN_HASH)).isEqualTo(deployment.plan().hash());
      }
      // every byte goes through as it is
      for (int value = 0; value < 256; value++) {
        int word = value * 0x01010101;
        registers.find(word & 0xFFF);
      }
      assertThat(session.statistics().damaged()).isZero();
    }
  }

  @Test
  void aTerminalThatNobodyServesEndsInNoAnswer() {
    Timeouts little = new Timeouts(150, 2, 500, 500);
    try (DevicePty terminal = new DevicePty(null)) {
      ByteChannel channel = new SerialPortChannel("silent", terminal.path(), 9600);
      assertThatThrownBy(() -> Session.begin(channel, little, Time.REAL, false))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("no answer");
    }
  }

  @Test
  void aTerminalThatGoesAwayIsLost() {
    DevicePty terminal = new DevicePty(null);
    ByteChannel channel = new SerialPortChannel("gone", terminal.path(), 9600);
    channel.open();
    terminal.close();
    assertThatThrownBy(() -> channel.read(new byte[10], 10)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> channel.write(new byte[10], 10)).isInstanceOf(IOException.class);
    channel.close();
    assertThatThrownBy(channel::open)
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("gone: no such port");
  }

  @Test
  void aTerminalThatTakesNoBytesHoldsUpNobodyForEver() {
    try (DevicePty terminal = new DevicePty(null)) {
      ByteChannel channel = new SerialPortChannel("full", terminal.path(), 9600);
      channel.open();
      assertThatThrownBy(() -> channel.write(new byte[100_000], 100_000))
          .isInstanceOf(IOException.class)
          .hasMessage("takes no bytes");
      channel.close();
    }
  }
}
