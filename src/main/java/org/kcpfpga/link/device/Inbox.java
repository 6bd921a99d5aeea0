package org.kcpfpga.link.device;

import java.util.ArrayDeque;
import java.util.Queue;
import org.kcpfpga.link.packet.Packet;

/** Numbered packets from the device, in order and each once. */
final class Inbox {
  /** From here on a number counts as one of the past. */
  private static final int PAST = 128;

  private final Queue<Packet> received = new ArrayDeque<>();
  private int expected;
  private boolean owed;
  private boolean asked;
  private boolean wish;

  /** Number of the next packet. */
  int expected() {
    return expected;
  }

  /** Takes a numbered packet; says whether it was the next one. */
  boolean accept(Packet packet) {
    int ahead = Packet.ahead(packet.sequence(), expected);
    if (ahead == 0) {
      received.add(packet);
      expected = expected + 1 & 0xFF;
      owed = true;
      asked = false;
      return true;
    }
    if (ahead >= PAST) {
      // sent again, so the device has not seen the acknowledgement
      owed = true;
    } else {
      missed();
    }
    return false;
  }

  /** Something was lost: it is asked for once, until the next packet in order. */
  void missed() {
    wish |= !asked;
    asked = true;
  }

  /** After silence: what is missing is asked for, even if it was already. */
  void ask() {
    wish = true;
    asked = true;
  }

  /** Whether to ask now for the expected packet; says so once. */
  boolean takeWish() {
    boolean now = wish;
    wish = false;
    return now;
  }

  /** Whether the device has to be told that something came; says so once. */
  boolean takeOwed() {
    boolean now = owed;
    owed = false;
    return now;
  }

  /** The next packet, or null. */
  Packet poll() {
    return received.poll();
  }

  boolean isEmpty() {
    return received.isEmpty();
  }
}
