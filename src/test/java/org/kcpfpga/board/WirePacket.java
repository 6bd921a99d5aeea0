package org.kcpfpga.board;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.CRC32;

/** A packet as hdl/board/README.md has it, by a second pair of hands: nothing of the host's. */
record WirePacket(int kind, int sequence, int acknowledge, byte[] payload) {
  static final int ACK = 0;
  static final int SYNC = 1;
  static final int REPEAT = 2;
  static final int READ = 0x10;
  static final int WRITE = 0x11;
  static final int DATA = 0x20;
  static final int LAST = 0x21;

  static WirePacket of(int kind, int acknowledge, int... payload) {
    byte[] bytes = new byte[payload.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) payload[i];
    }
    return new WirePacket(kind, 0, acknowledge, bytes);
  }

  boolean numbered() {
    return kind >= READ;
  }

  /** Little-endian word at a place of the payload. */
  int word(int at) {
    int value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | payload[at + i] & 0xFF;
    }
    return value;
  }

  private byte[] body() {
    byte[] body = new byte[4 + payload.length];
    body[0] = (byte) kind;
    body[1] = (byte) sequence;
    body[2] = (byte) acknowledge;
    body[3] = (byte) payload.length;
    System.arraycopy(payload, 0, body, 4, payload.length);
    return body;
  }

  /** The bytes of the wire, delimiter included. */
  byte[] encoded() {
    return stuffed(withCrc(body()));
  }

  static byte[] withCrc(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    byte[] whole = java.util.Arrays.copyOf(body, body.length + 4);
    for (int i = 0; i < 4; i++) {
      whole[body.length + i] = (byte) (crc.getValue() >> 8 * i);
    }
    return whole;
  }

  /** COBS, by filling in the distance once a zero is met, and the delimiter. */
  static byte[] stuffed(byte[] whole) {
    byte[] wire = new byte[whole.length + 2];
    int code = 0;
    for (int i = 0; i < whole.length; i++) {
      wire[i + 1] = whole[i];
      if (whole[i] == 0) {
        wire[code] = (byte) (i + 1 - code);
        code = i + 1;
      }
    }
    wire[code] = (byte) (whole.length + 1 - code);
    return wire;
  }

  /** The packet in bytes without delimiter; empty if they are damaged. */
  static Optional<WirePacket> decoded(byte[] wire) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < wire.length) {
      int code = wire[at] & 0xFF;
      if (at > 0) {
        out.write(0);
      }
      if (at + code > wire.length) {
        return Optional.empty();
      }
      out.write(wire, at + 1, code - 1);
      at += code;
    }
    byte[] whole = out.toByteArray();
    if (whole.length < 8 || (whole[3] & 0xFF) + 8 != whole.length) {
      return Optional.empty();
    }
    byte[] body = java.util.Arrays.copyOf(whole, whole.length - 4);
    if (!java.util.Arrays.equals(withCrc(body), whole)) {
      return Optional.empty();
    }
    byte[] payload = java.util.Arrays.copyOfRange(body, 4, body.length);
    return Optional.of(new WirePacket(body[0] & 0xFF, body[1] & 0xFF, body[2] & 0xFF, payload));
  }
}
