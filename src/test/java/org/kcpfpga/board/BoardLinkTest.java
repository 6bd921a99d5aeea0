package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Frames;
import org.kcpfpga.plan.boundary.RegisterMap;

/** The protocol of the serial link, byte by byte, at the pins of a Verilated board. */
@Tag("slow")
class BoardLinkTest {
  private static final int SIZE = 12;

  @BeforeAll
  static void tools() {
    Tools.require("verilator");
  }

  static List<Frame> frames(int count) {
    return Frames.of(Boards.TINY, RandomDesigns.inputs(new SplittableRandom(4), 1, count, SIZE));
  }

  static void post(TestHost host, Frame frame) {
    int[] payload = new int[1 + SIZE];
    payload[0] = frame.user();
    System.arraycopy(frame.x(), 0, payload, 1, SIZE);
    host.post(WirePacket.LAST, payload);
  }

  static byte[] expected(List<Frame> frames) {
    FixedNetwork network = new FixedNetwork(Boards.TINY.quantised());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      for (int value : network.step(frame.x(), frame.start())) {
        all.write(value);
      }
    }
    return all.toByteArray();
  }

  static byte[] data(TestHost host) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    host.received.stream()
        .filter(p -> p.kind() >= WirePacket.DATA)
        .forEach(p -> all.writeBytes(p.payload()));
    return all.toByteArray();
  }

  @Test
  void syncTellsVersionWindowAndBeats() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      byte[] answer = host.sync(0x00C0FF00).payload();
      assertThat(answer).containsExactly(0, 0xFF, 0xC0, 0, 1, 3, 2, 1, 1);
    }
  }

  @Test
  void theSameTokenKeepsTheSessionAndAnotherBeginsOne() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      assertThat(host.sync(0x01020304).payload()[8]).isEqualTo((byte) 1);
      assertThat(host.sync(0x01020304).payload()[8])
          .as("no packet was accepted")
          .isEqualTo((byte) 1);
      assertThat(host.write(RegisterMap.SEQUENCE, 0)).isZero();
      assertThat(host.sync(0x01020304).payload()[8]).isZero();
      assertThat(host.read(RegisterMap.IDENTITY).word(1)).isEqualTo(RegisterMap.IDENTITY_VALUE);
      TestHost other = new TestHost(line);
      assertThat(other.sync(0x01020305).payload()[8]).isEqualTo((byte) 1);
      assertThat(other.read(RegisterMap.IDENTITY).word(1)).isEqualTo(RegisterMap.IDENTITY_VALUE);
    }
  }

  @Test
  void aNewSessionResetsTheCoreUnlessTheTokenForbidsIt() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      host.begin();
      List<Frame> frames = frames(3);
      frames.forEach(frame -> post(host, frame));
      host.passUntil(() -> data(host).length == 18);
      TestHost observer = new TestHost(line);
      observer.sync(0x80000001);
      assertThat(observer.read(RegisterMap.STEPS).word(1)).isEqualTo(3);
      TestHost other = new TestHost(line);
      other.sync(5);
      assertThat(other.read(RegisterMap.STEPS).word(1)).isZero();
    }
  }

  @Test
  void beforeTheFirstSyncEverythingElseIsIgnored() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      host.raw(new WirePacket(WirePacket.READ, 0, 0, new byte[] {8, 0}));
      line.send(new byte[] {5, 5, 5, 0});
      for (int i = 0; i < 100; i++) {
        host.step();
      }
      assertThat(host.heard).isEmpty();
      host.begin();
      assertThat(host.read(RegisterMap.PLAN_HASH).word(1)).isEqualTo(Boards.TINY.plan().hash());
    }
  }

  @Test
  void registersAreReadAndWrittenAndRefusalsTold() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      host.begin();
      WirePacket hash = host.read(RegisterMap.PLAN_HASH);
      assertThat(hash.kind()).isEqualTo(WirePacket.READ);
      assertThat(hash.payload()).hasSize(5);
      assertThat(hash.payload()[0]).isZero();
      assertThat(hash.word(1)).isEqualTo(Boards.TINY.plan().hash());
      assertThat(host.read(0xABC).payload()[0]).isEqualTo((byte) 2);
      assertThat(host.write(0xABC, 1)).isEqualTo(2);
      assertThat(host.write(RegisterMap.CONTROL, RegisterMap.CLEAR_COUNTERS)).isZero();
      assertThat(host.received.get(3).kind()).isEqualTo(WirePacket.WRITE);
      for (int value : new int[] {0x7FFF, -0x8000, 0x100, 0x1234}) {
        assertThat(host.write(RegisterMap.SEQUENCE, 0)).isZero();
        assertThat(host.write(RegisterMap.STATE_DATA, value)).isZero();
        assertThat(host.write(RegisterMap.SEQUENCE, 0)).isZero();
        assertThat(host.read(RegisterMap.STATE_DATA).word(1)).isEqualTo(value);
      }
    }
  }

  @Test
  void framesGiveWhatTheFunctionalModelSays() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      host.begin();
      List<Frame> frames = frames(300);
      frames.forEach(frame -> post(host, frame));
      host.passUntil(() -> data(host).length == 6 * frames.size());
      assertThat(data(host)).isEqualTo(expected(frames));
      assertThat(host.received).hasSize(300).allMatch(p -> p.kind() == WirePacket.LAST);
      assertThat(host.damaged).isZero();
    }
  }

  /** Cut anywhere, even within a beat; the continuations carry user 0. */
  @Test
  void aFrameMayComeInAnyNumberOfPackets() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      host.begin();
      List<Frame> frames = frames(40);
      SplittableRandom random = new SplittableRandom(3);
      for (Frame frame : frames) {
        int at = 0;
        while (at < SIZE) {
          int size = Math.min(SIZE - at, 1 + random.nextInt(7));
          int[] payload = new int[1 + size];
          payload[0] = at == 0 ? frame.user() : 0;
          System.arraycopy(frame.x(), at, payload, 1, size);
          at += size;
          host.post(at == SIZE ? WirePacket.LAST : WirePacket.DATA, payload);
        }
      }
      host.passUntil(() -> data(host).length == 6 * frames.size());
      assertThat(data(host)).isEqualTo(expected(frames));
      assertThat(host.read(RegisterMap.ERRORS).word(1)).isZero();
    }
  }

  @Test
  void anIncompleteBeatAtTheEndOfAFrameIsFilledWithZero() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      host.begin();
      Frame frame = frames(1).get(0);
      int[] payload = new int[SIZE];
      payload[0] = frame.user();
      System.arraycopy(frame.x(), 0, payload, 1, SIZE - 1);
      host.post(WirePacket.LAST, payload);
      host.passUntil(() -> data(host).length == 6);
      int[] x = frame.x().clone();
      x[SIZE - 1] = 0;
      assertThat(data(host)).isEqualTo(expected(List.of(new Frame(x, true, 0))));
    }
  }

  @Test
  void aReadWaitsBehindTheDataBeforeIt() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      host.begin();
      frames(20).forEach(frame -> post(host, frame));
      host.post(WirePacket.READ, RegisterMap.IDENTITY, 0);
      host.passUntil(() -> host.received.size() == 21);
      assertThat(host.received.stream().filter(p -> p.kind() == WirePacket.READ)).hasSize(1);
      assertThat(data(host)).isEqualTo(expected(frames(20)));
    }
  }

  /** Four slots of the board, and 26 steps' worth of places in the core, and then nothing moves. */
  @Test
  void anOutputThatIsNotAcknowledgedHoldsTheCoreAndLosesNothing() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      host.begin();
      host.acknowledges = false;
      List<Frame> frames = frames(60);
      frames.forEach(frame -> post(host, frame));
      for (int i = 0; i < 2000; i++) {
        host.step();
      }
      assertThat(host.received).hasSize(4);
      assertThat(host.allTaken()).as("the input waits for the output").isFalse();
      host.acknowledges = true;
      host.passUntil(() -> data(host).length == 6 * frames.size());
      assertThat(data(host)).isEqualTo(expected(frames));
    }
  }

  @Test
  void acknowledgedWithoutNeedButOnceForEachPacket() {
    try (UartLine line = new UartLine(Boards.uart())) {
      TestHost host = new TestHost(line);
      host.begin();
      Frame frame = frames(1).get(0);
      int[] half = new int[1 + SIZE / 2];
      half[0] = frame.user();
      System.arraycopy(frame.x(), 0, half, 1, SIZE / 2);
      host.post(WirePacket.DATA, half);
      host.passUntil(host::allTaken);
      for (int i = 0; i < 100; i++) {
        host.step();
      }
      assertThat(host.heard.stream().map(WirePacket::kind))
          .containsExactly(WirePacket.SYNC, WirePacket.ACK);
    }
  }
}
