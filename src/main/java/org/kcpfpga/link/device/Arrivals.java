package org.kcpfpga.link.device;

import org.kcpfpga.common.UserError;
import org.kcpfpga.link.packet.Packet;
import org.kcpfpga.link.packet.PacketReader;

/** What a session does with what comes, and what it learned of the device from it. */
final class Arrivals implements PacketReader.Sink {
  private final String name;
  private final int token;
  private final Outbox outbox;
  private final Inbox inbox;

  private Greeting greeting;
  private boolean joined;
  private boolean begun;
  private boolean heard;
  private boolean progress;
  private boolean answered;
  private long damaged;

  Arrivals(String name, int token, Outbox outbox, Inbox inbox) {
    this.name = name;
    this.token = token;
    this.outbox = outbox;
    this.inbox = inbox;
  }

  /** What the device said of itself last. */
  Greeting greeting() {
    return greeting;
  }

  /** From here on {@link #answered} tells of a new answer to SYNC. */
  void expectAnswer() {
    answered = false;
  }

  boolean answered() {
    return answered;
  }

  /** From here on {@link #progress} tells of new acknowledgements and numbered packets. */
  void expectProgress() {
    progress = false;
  }

  boolean progress() {
    return progress;
  }

  /** From here on {@link #heard} tells of any packet of this session. */
  void listen() {
    heard = false;
  }

  boolean heard() {
    return heard;
  }

  /** What comes before the next answer to SYNC may belong to another session. */
  void leave() {
    joined = false;
  }

  long damagedPackets() {
    return damaged;
  }

  @Override
  public void packet(Packet packet) {
    if (packet.kind() == Packet.SYNC) {
      synchronise(packet);
      return;
    }
    if (!joined) {
      return;
    }
    heard = true;
    progress |= outbox.acknowledge(packet.acknowledge());
    if (packet.kind() == Packet.REPEAT && packet.payload().length == 1) {
      outbox.repeat(packet.payload()[0] & 0xFF);
    }
    if (packet.numbered()) {
      progress |= inbox.accept(packet);
    }
    begun |= progress;
  }

  private void synchronise(Packet packet) {
    if (!Greeting.answers(packet, token)) {
      return;
    }
    Greeting now = Greeting.of(name, packet);
    if (begun && (now.anew() || !outbox.plausible(packet.acknowledge()))) {
      throw UserError.at(
          name, "the device lost its state", "a device that keeps power and session");
    }
    greeting = now;
    joined = true;
    answered = true;
    heard = true;
  }

  @Override
  public void damaged() {
    damaged++;
    if (joined) {
      inbox.missed();
    }
  }
}
