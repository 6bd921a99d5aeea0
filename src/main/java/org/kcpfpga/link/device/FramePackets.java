package org.kcpfpga.link.device;

import java.util.List;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.packet.Packet;

/**
 * Cuts frames into packets, each of which begins with tuser of the first beat that begins in it.
 */
final class FramePackets {
  private static final int MOST = Packet.LONGEST - 1;

  private final List<Frame> frames;
  private final FrameBytes format;
  private int next;
  private byte[] bytes = new byte[0];
  private int at;

  FramePackets(List<Frame> frames, FrameBytes format) {
    this.frames = frames;
    this.format = format;
  }

  boolean hasNext() {
    return next < frames.size() || at < bytes.length;
  }

  /** Sends the next packet. */
  void send(Session session) {
    int user = 0;
    if (at == bytes.length) {
      Frame frame = frames.get(next++);
      bytes = format.of(frame);
      at = 0;
      user = frame.user();
    }
    int size = Math.min(MOST, bytes.length - at);
    byte[] payload = new byte[1 + size];
    payload[0] = (byte) user;
    System.arraycopy(bytes, at, payload, 1, size);
    at += size;
    session.send(at == bytes.length ? Packet.DATA_LAST : Packet.DATA, payload);
  }
}
