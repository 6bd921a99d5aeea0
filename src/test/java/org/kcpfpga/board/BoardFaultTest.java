package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.link.Frame;
import org.kcpfpga.plan.boundary.RegisterMap;

/** Bad lines: whatever happens to the bytes, the board gives every output once and in order. */
@Tag("slow")
class BoardFaultTest {
  private static final int FRAMES = 500;

  @BeforeAll
  static void tools() {
    Tools.require("verilator");
  }

  @Test
  void damagedLostDoubledAndTruncatedPacketsAreRepairedInBothDirections() {
    SplittableRandom random = RandomDesigns.random("BoardFaultTest", 11);
    WireFaults in = new WireFaults(random.split(), 0.2);
    WireFaults out = new WireFaults(random.split(), 0.2);
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      host.begin();
      host.faults(in::apply, out::apply);
      List<Frame> frames = BoardLinkTest.frames(FRAMES);
      for (Frame frame : frames) {
        BoardLinkTest.post(host, frame);
        if (random.nextInt(5) == 0) {
          host.post(WirePacket.READ, RegisterMap.PLAN_HASH, 0);
        }
      }
      host.passUntil(() -> host.allTaken() && BoardLinkTest.data(host).length == 6 * frames.size());
      assertThat(BoardLinkTest.data(host)).isEqualTo(BoardLinkTest.expected(frames));
      assertThat(host.received.stream().filter(p -> p.kind() == WirePacket.READ))
          .hasSizeGreaterThan(50)
          .allMatch(p -> p.word(1) == Boards.TINY.plan().hash());
    }
    for (WireFaults faults : List.of(in, out)) {
      assertThat(faults.counts).hasSize(WireFaults.Kind.values().length);
      assertThat(faults.counts.values()).allMatch(count -> count > 3);
    }
  }

  /** Each of these is right but for one thing: all are dropped, and REPEAT is sent once. */
  @Test
  void everyWayToBeWrongIsSeen() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      host.begin();
      byte[] read = {0x10, 0, 0, 2, 8, 0};
      for (int byteAt = 0; byteAt < read.length; byteAt++) {
        byte[] flipped = WirePacket.withCrc(read);
        flipped[byteAt] ^= 0x40;
        line.send(WirePacket.stuffed(flipped));
      }
      line.send(WirePacket.stuffed(WirePacket.withCrc(new byte[] {0x10, 0, 0, 3, 8, 0})));
      line.send(WirePacket.stuffed(WirePacket.withCrc(new byte[] {0x10, 0, 0, 1, 8, 0})));
      line.send(WirePacket.stuffed(WirePacket.withCrc(new byte[] {0x10, 0, 0})));
      line.send(new byte[] {9, 0x10, 0});
      for (int length : new int[] {241, 248, 252, 255}) {
        byte[] body = new byte[4 + length];
        body[0] = 0x20;
        body[3] = (byte) length;
        line.send(WirePacket.stuffed(WirePacket.withCrc(body)));
      }
      // 256 bytes more than the header says
      byte[] longer = new byte[4 + 2 + 256];
      longer[0] = 0x10;
      longer[3] = 2;
      line.send(WirePacket.stuffed(WirePacket.withCrc(longer)));
      while (line.unsent() > 0) {
        host.step();
      }
      host.step();
      assertThat(host.heard.stream().map(WirePacket::kind))
          .containsExactly(WirePacket.SYNC, WirePacket.REPEAT);
      assertThat(host.read(RegisterMap.PLAN_HASH).word(1)).isEqualTo(Boards.TINY.plan().hash());
    }
  }

  @Test
  void anythingBetweenPacketsIsNoHarm() {
    SplittableRandom random = RandomDesigns.random("BoardFaultTest.noise", 5);
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      byte[] noise = new byte[3000];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (byte) random.nextInt();
      }
      noise[noise.length - 1] = 0;
      line.send(noise);
      host.begin();
      line.send(noise);
      assertThat(host.read(RegisterMap.PLAN_HASH).word(1)).isEqualTo(Boards.TINY.plan().hash());
    }
  }

  @Test
  void aNewSessionMayBeginInMidPacketAndMidFrame() {
    SplittableRandom random = RandomDesigns.random("BoardFaultTest.sessions", 6);
    try (UartLine line = new UartLine(Boards.uart())) {
      for (int token = 1; token <= 40; token++) {
        TestHost host = new TestHost(line);
        host.sync(token << 24 | token);
        List<Frame> frames = BoardLinkTest.frames(8);
        frames.forEach(frame -> BoardLinkTest.post(host, frame));
        host.post(WirePacket.READ, RegisterMap.PLAN_HASH, 0);
        int until = 1 + random.nextInt(100);
        for (int i = 0; token < 40 && i < until; i++) {
          host.step();
        }
        if (token == 40) {
          host.passUntil(() -> host.received.size() == 9);
          assertThat(BoardLinkTest.data(host)).isEqualTo(BoardLinkTest.expected(frames));
        }
      }
    }
  }

  /** Worked by hand elsewhere: the check value of every CRC-32, of the digits 1 to 9. */
  @Test
  void theTestsOwnCrcIsTheOneThatIsMeant() {
    CRC32 crc = new CRC32();
    crc.update("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(crc.getValue()).isEqualTo(0xCBF43926L);
    assertThat(WirePacket.stuffed(new byte[] {0x11, 0x22, 0, 0x33}))
        .containsExactly(3, 0x11, 0x22, 2, 0x33, 0);
    assertThat(WirePacket.stuffed(new byte[] {0, 0})).containsExactly(1, 1, 1, 0);
  }
}
