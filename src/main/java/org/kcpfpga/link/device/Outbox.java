package org.kcpfpga.link.device;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.link.packet.Packet;

/** Numbered packets to the device, each kept until it is acknowledged: go-back-N. */
final class Outbox {
  /** A packet without its numbers. */
  private record Kept(int kind, byte[] payload) {}

  private static final int NONE = -1;

  private final List<Kept> kept = new ArrayList<>();
  private int oldest;
  private int sent;
  private int furthest;
  private int repeated = NONE;
  private boolean probing;
  private long sentAgain;

  void add(int kind, byte[] payload) {
    kept.add(new Kept(kind, payload));
  }

  /** Packets that are not acknowledged. */
  int size() {
    return kept.size();
  }

  /** Packets that were sent a second time, counted each time. */
  long sentAgain() {
    return sentAgain;
  }

  /** Whether {@code number} can be the next one that the device expects. */
  boolean plausible(int number) {
    return Packet.ahead(number, oldest) <= furthest;
  }

  /** Takes an acknowledgement; says whether it is news. */
  boolean acknowledge(int number) {
    int done = Packet.ahead(number, oldest);
    if (done == 0 || done > furthest) {
      return false;
    }
    kept.subList(0, done).clear();
    oldest = number;
    sent = Math.max(0, sent - done);
    furthest -= done;
    repeated = NONE;
    probing = false;
    return true;
  }

  /** The device expects {@code number}: the same wish is granted once, until it acknowledges. */
  void repeat(int number) {
    int from = Packet.ahead(number, oldest);
    if (from > furthest || number == repeated) {
      return;
    }
    repeated = number;
    sent = Math.min(sent, from);
  }

  /** After silence: the oldest is sent again, and the others once it is acknowledged. */
  void probe() {
    repeated = NONE;
    sent = 0;
    probing = true;
  }

  /** The next packet to send, or null. */
  Packet next(int acknowledge) {
    if (sent >= (probing ? Math.min(1, kept.size()) : kept.size())) {
      return null;
    }
    Kept packet = kept.get(sent);
    int sequence = oldest + sent & 0xFF;
    if (sent < furthest) {
      sentAgain++;
    }
    sent++;
    furthest = Math.max(furthest, sent);
    return new Packet(packet.kind(), sequence, acknowledge, packet.payload());
  }
}
