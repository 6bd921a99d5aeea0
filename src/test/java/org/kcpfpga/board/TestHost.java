package org.kcpfpga.board;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * A small host of the link, in simulated time: what it is told to send arrives in order and once,
 * and so does what the board sends, whatever the faults on the way.
 */
final class TestHost {
  private static final int TOKEN = 0x01020300;

  /** Passes without progress after which the host asks again. */
  private static final int PATIENCE = 400;

  /** In simulated time, passes without progress that no working link takes. */
  static final int HOPE = 40 * PATIENCE;

  private final ByteLine line;
  private final List<WirePacket> outbox = new ArrayList<>();
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private UnaryOperator<byte[]> toBoard = UnaryOperator.identity();
  private UnaryOperator<byte[]> fromBoard = UnaryOperator.identity();
  private int acked;
  private int sent;
  private int expected;
  private boolean owed;
  private boolean asked;
  private int repeated = -1;

  /** All packets from the board, whole ones as they came; and the numbered ones in order. */
  final List<WirePacket> heard = new ArrayList<>();

  final List<WirePacket> received = new ArrayList<>();
  int damaged;
  int window = 1;

  /** Off: what came is kept from the board. */
  boolean acknowledges = true;

  private int told;

  TestHost(ByteLine line) {
    this.line = line;
  }

  /** Damage on the way: each takes the bytes of a packet with its delimiter. */
  void faults(UnaryOperator<byte[]> toBoardFaults, UnaryOperator<byte[]> fromBoardFaults) {
    toBoard = toBoardFaults;
    fromBoard = fromBoardFaults;
  }

  /** Begins a session, or asks whether it is still there; gives the payload of the answer. */
  WirePacket sync(int token) {
    WirePacket question =
        WirePacket.of(WirePacket.SYNC, expected, token, token >> 8, token >> 16, token >> 24);
    int before = heard.size();
    Optional<WirePacket> answer = Optional.empty();
    for (int i = 0; i < line.hope() && answer.isEmpty(); i++) {
      if (i % PATIENCE == 0) {
        raw(question);
      }
      step();
      answer = heard.stream().skip(before).filter(p -> p.kind() == WirePacket.SYNC).findFirst();
    }
    window = answer.orElseThrow().payload()[5];
    return answer.get();
  }

  /** A session with a token that has zeros in it. */
  void begin() {
    sync(TOKEN);
  }

  /** Sends a packet as it is, outside of all order. */
  void raw(WirePacket packet) {
    line.send(toBoard.apply(packet.encoded()));
  }

  /** Queues a numbered packet. */
  void post(int kind, int... payload) {
    outbox.add(WirePacket.of(kind, 0, payload));
  }

  /** Whether all that was posted is acknowledged. */
  boolean allTaken() {
    return acked == outbox.size();
  }

  /** Reads a register: resp and value. */
  WirePacket read(int address) {
    int before = received.size();
    post(WirePacket.READ, address, address >> 8);
    passUntil(() -> received.size() > before);
    return received.get(before);
  }

  /** Writes a register: resp. */
  int write(int address, int data) {
    int before = received.size();
    post(WirePacket.WRITE, address, address >> 8, data, data >> 8, data >> 16, data >> 24);
    passUntil(() -> received.size() > before);
    return received.get(before).payload()[0];
  }

  /** Lets time pass until something is so. */
  void passUntil(BooleanSupplier done) {
    int silent = 0;
    int before = progress();
    while (!done.getAsBoolean()) {
      step();
      silent = progress() == before ? silent + 1 : 0;
      before = progress();
      if (silent > line.hope()) {
        throw new AssertionError(
            "the link stands still: "
                + acked
                + " of "
                + outbox.size()
                + " packets taken, "
                + received.size()
                + " received");
      }
      if (silent % PATIENCE == PATIENCE - 1) {
        sent = acked;
        repeated = -1;
        ask();
      }
    }
  }

  private int progress() {
    return acked + received.size();
  }

  /** The number of the next packet, as far as the board may know it. */
  private int told() {
    if (acknowledges) {
      told = expected & 0xFF;
    }
    return told;
  }

  /** One pass of time, and what follows from what came. */
  void step() {
    while (line.unsent() < 4 && sent < outbox.size() && sent - acked < window) {
      WirePacket p = outbox.get(sent);
      raw(new WirePacket(p.kind(), sent & 0xFF, told(), p.payload()));
      sent++;
      owed = false;
    }
    if (owed && acknowledges && line.unsent() < 4) {
      raw(WirePacket.of(WirePacket.ACK, told()));
      owed = false;
    }
    for (byte b : line.pass()) {
      partial.write(b);
      if (b == 0) {
        split(fromBoard.apply(partial.toByteArray()));
        partial.reset();
      }
    }
  }

  private void split(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        rest.write(b);
      } else if (rest.size() > 0) {
        take(WirePacket.decoded(rest.toByteArray()));
        rest.reset();
      }
    }
  }

  private void take(Optional<WirePacket> whole) {
    if (whole.isEmpty()) {
      damaged++;
      missed();
      return;
    }
    WirePacket packet = whole.get();
    heard.add(packet);
    int done = packet.acknowledge() - acked & 0xFF;
    if (done <= outbox.size() - acked && done <= window) {
      acked += done;
      sent = Math.max(sent, acked);
      repeated = done > 0 ? -1 : repeated;
    }
    if (packet.kind() == WirePacket.REPEAT && packet.payload()[0] != repeated) {
      int back = packet.payload()[0] - acked & 0xFF;
      sent = Math.min(sent, acked + back);
      repeated = packet.payload()[0];
    }
    if (packet.numbered()) {
      order(packet);
    }
  }

  private void order(WirePacket packet) {
    int ahead = packet.sequence() - expected & 0xFF;
    if (ahead == 0) {
      received.add(packet);
      expected++;
      owed = true;
      asked = false;
    } else if (ahead < 128) {
      missed();
    } else {
      owed = true;
    }
  }

  private void missed() {
    if (!asked) {
      ask();
    }
  }

  private void ask() {
    asked = true;
    raw(WirePacket.of(WirePacket.REPEAT, told(), told()));
  }
}
