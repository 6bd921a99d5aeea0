package org.kcpfpga.link.device;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.kcpfpga.common.UserError;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.packet.LittleEndian;
import org.kcpfpga.link.packet.Packet;

/** The registers of a core behind a session. */
public final class RegisterAccess {
  /** AXI4-Lite: the access was done. */
  private static final int OKAY = 0;

  private final Session session;

  public RegisterAccess(Session session) {
    this.session = session;
  }

  /**
   * Reads a register.
   *
   * @throws UserError if the core refuses, or the device is lost
   */
  public int read(int address) {
    return find(address).orElseThrow(() -> Link.refused(false, address));
  }

  /** Reads a register that the core may not have: empty if it refuses. */
  public OptionalInt find(int address) {
    sendRead(address);
    return value(session.receive());
  }

  /**
   * Writes registers in order, without waiting for one before the next is sent.
   *
   * @throws UserError if the core refuses one of them, or the device is lost
   */
  public void write(List<LoadImage.Write> writes) {
    int answered = 0;
    for (LoadImage.Write write : writes) {
      sendWrite(write);
      for (Packet answer = session.poll(); answer != null; answer = session.poll()) {
        check(answer, writes.get(answered++));
      }
    }
    while (answered < writes.size()) {
      check(session.receive(), writes.get(answered++));
    }
  }

  /** Asks for a register; the answer comes in order with everything else. */
  void sendRead(int address) {
    session.send(Packet.READ, new byte[] {(byte) address, (byte) (address >> 8)});
  }

  private void sendWrite(LoadImage.Write write) {
    byte[] payload = new byte[6];
    payload[0] = (byte) write.address();
    payload[1] = (byte) (write.address() >> 8);
    LittleEndian.put(payload, 2, write.data());
    session.send(Packet.WRITE, payload);
  }

  /** The value in the answer to a read; empty if it was refused. */
  OptionalInt value(Packet answer) {
    require(answer, Packet.READ, 5);
    byte[] payload = answer.payload();
    return payload[0] == OKAY ? OptionalInt.of(LittleEndian.get(payload, 1)) : OptionalInt.empty();
  }

  private void check(Packet answer, LoadImage.Write write) {
    require(answer, Packet.WRITE, 1);
    if (answer.payload()[0] != OKAY) {
      throw Link.refused(true, write.address());
    }
  }

  private void require(Packet answer, int kind, int size) {
    if (answer.kind() != kind || answer.payload().length != size) {
      String form = "packet of kind 0x%02x with %d bytes";
      throw UserError.at(
          session.name(),
          String.format(Locale.ROOT, form, answer.kind(), answer.payload().length),
          String.format(Locale.ROOT, form, kind, size));
    }
  }
}
