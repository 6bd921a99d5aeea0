package org.kcpfpga.link.device;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The device's own packets on the wire, written apart from the host's: bit by bit, step by step.
 */
public final class DeviceWire {
  private DeviceWire() {}

  /** COBS(head, payload, CRC), 0x00. */
  public static byte[] packet(int kind, int sequence, int acknowledge, byte... payload) {
    byte[] plain = new byte[payload.length + 8];
    plain[0] = (byte) kind;
    plain[1] = (byte) sequence;
    plain[2] = (byte) acknowledge;
    plain[3] = (byte) payload.length;
    System.arraycopy(payload, 0, plain, 4, payload.length);
    int crc = crc(plain, payload.length + 4);
    for (int i = 0; i < 4; i++) {
      plain[payload.length + 4 + i] = (byte) (crc >>> 8 * i);
    }
    return stuffed(plain);
  }

  /** A packet has fewer than 254 bytes, so that every zero becomes a way to the next one. */
  private static byte[] stuffed(byte[] plain) {
    byte[] coded = new byte[plain.length + 2];
    int next = plain.length + 1;
    for (int i = plain.length; i >= 0; i--) {
      boolean code = i == 0 || plain[i - 1] == 0;
      coded[i] = code ? (byte) (next - i) : plain[i - 1];
      next = code ? i : next;
    }
    return coded;
  }

  /** Kind, sequence, acknowledge, length and payload; null if damaged. */
  public static byte[] body(byte[] coded) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    int way = coded[0] & 0xFF;
    for (int i = 1; i < coded.length; i++) {
      way--;
      plain.write(way == 0 ? 0 : coded[i]);
      way = way == 0 ? coded[i] & 0xFF : way;
    }
    byte[] all = plain.toByteArray();
    int size = all.length - 4;
    if (way != 1 || size < 4 || size > 244 || (all[3] & 0xFF) != size - 4) {
      return null;
    }
    int crc = crc(all, size);
    for (int i = 0; i < 4; i++) {
      if (all[size + i] != (byte) (crc >>> 8 * i)) {
        return null;
      }
    }
    return Arrays.copyOf(all, size);
  }

  /** CRC-32 of IEEE 802.3, one bit at a time. */
  public static int crc(byte[] bytes, int count) {
    int crc = -1;
    for (int i = 0; i < 8 * count; i++) {
      int bit = crc ^ bytes[i / 8] >> i % 8;
      crc = crc >>> 1 ^ ((bit & 1) == 0 ? 0 : 0xEDB88320);
    }
    return ~crc;
  }
}
