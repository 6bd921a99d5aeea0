package org.kcpfpga.link.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kcpfpga.common.UserError;
import org.kcpfpga.link.channel.ByteChannel;
import org.kcpfpga.link.packet.Packet;
import org.kcpfpga.link.packet.PacketCodec;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.tensor.TestSeed;

/** Devices that talk nonsense: no session crashes or waits for ever. */
class SessionFuzzTest {
  private final Random random = TestSeed.random("SessionFuzzTest", 1);

  /** Answers SYNC if told to, and else says random bytes and random packets. */
  private class Babbler implements ByteChannel, Time {
    private final boolean polite;
    private final boolean packets;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long micros;

    Babbler(boolean polite, boolean packets) {
      this.polite = polite;
      this.packets = packets;
    }

    @Override
    public String name() {
      return "babbler";
    }

    @Override
    public void open() {}

    @Override
    public void close() {}

    @Override
    public void write(byte[] bytes, int count) {
      int from = 0;
      for (int at = 0; polite && at < count; at++) {
        if (bytes[at] == 0) {
          Packet packet =
              PacketCodec.decode(Arrays.copyOfRange(bytes, from, at), at - from).orElse(null);
          from = at + 1;
          if (packet != null && packet.kind() == Packet.SYNC) {
            byte[] payload = Arrays.copyOf(packet.payload(), 9);
            payload[4] = 1;
            payload[5] = 3;
            payload[8] = 1;
            pending.writeBytes(DeviceWire.packet(Packet.SYNC, 0, 0, payload));
          }
        }
      }
    }

    @Override
    public int read(byte[] into, long millis) {
      byte[] more = new byte[1 + random.nextInt(40)];
      random.nextBytes(more);
      pending.writeBytes(packets && random.nextBoolean() ? packet() : more);
      byte[] all = pending.toByteArray();
      pending.reset();
      micros += 100L * all.length;
      System.arraycopy(all, 0, into, 0, all.length);
      return all.length;
    }

    private byte[] packet() {
      byte[] payload = new byte[random.nextInt(9)];
      random.nextBytes(payload);
      int[] kinds = {0, 1, 2, 0x10, 0x11, 0x20, 0x21, random.nextInt(256)};
      int kind = kinds[random.nextInt(kinds.length)];
      return DeviceWire.packet(kind, random.nextInt(4), random.nextInt(4), payload);
    }

    @Override
    public long millis() {
      return micros / 1000;
    }

    @Override
    public void sleep(long millis) {
      micros += 1000 * millis;
    }
  }

  @Test
  void randomBytesAreNoDevice() {
    for (int round = 0; round < 50; round++) {
      Babbler babbler = new Babbler(false, round % 2 == 0);
      assertThatThrownBy(() -> Session.begin(babbler, Timeouts.USUAL, babbler, false))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("not of the link");
      assertThat(babbler.millis()).isLessThan(4000);
    }
  }

  @Test
  void nonsenseBehindAGreetingEnds() {
    int errors = 0;
    int answers = 0;
    for (int round = 0; round < 300; round++) {
      Babbler babbler = new Babbler(true, round % 2 == 0);
      try (Session session = Session.begin(babbler, Timeouts.USUAL, babbler, false)) {
        new RegisterAccess(session).read(RegisterMap.IDENTITY);
        answers++;
      } catch (UserError e) {
        errors++;
      }
      assertThat(babbler.millis()).isLessThan(120_000);
    }
    assertThat(errors + answers).isEqualTo(300);
    assertThat(errors).isGreaterThan(200);
  }

  @Test
  void aChannelOnWhichNobodyAnswersIsLeftSoon() {
    Babbler silent =
        new Babbler(false, false) {
          @Override
          public int read(byte[] into, long millis) {
            sleep(millis);
            return 0;
          }
        };
    assertThatThrownBy(() -> Session.begin(silent, Timeouts.USUAL, silent, false))
        .isInstanceOf(UserError.class)
        .hasMessage("babbler: no answer (expected: a board with a core)");
    assertThat(silent.millis()).isLessThanOrEqualTo(2000);
  }
}
