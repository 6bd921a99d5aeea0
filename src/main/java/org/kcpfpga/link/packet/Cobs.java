package org.kcpfpga.link.packet;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Consistent overhead byte stuffing: bytes without 0x00, so that 0x00 can end a packet.
 *
 * <p>Each group is a code c and c - 1 bytes that are not zero; a zero follows it in the data unless
 * c = 255 or the group is the last (Cheshire and Baker, 1999).
 */
public final class Cobs {
  private static final int LONGEST = 254;

  private Cobs() {}

  /** The bytes without a zero: one more, and another one for every full 254 without a zero. */
  public static byte[] encode(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 2);
    int from = 0;
    while (true) {
      int to = from;
      while (to < data.length && to - from < LONGEST && data[to] != 0) {
        to++;
      }
      out.write(to - from + 1);
      out.write(data, from, to - from);
      if (to == data.length) {
        return out.toByteArray();
      }
      from = to - from == LONGEST ? to : to + 1;
    }
  }

  /** The data of the first {@code count} bytes; empty if they are no such code. */
  public static Optional<byte[]> decode(byte[] coded, int count) {
    byte[] data = new byte[count];
    int size = 0;
    int at = 0;
    while (at < count) {
      int code = coded[at++] & 0xFF;
      int end = at + code - 1;
      if (code == 0 || end > count) {
        return Optional.empty();
      }
      while (at < end) {
        if (coded[at] == 0) {
          return Optional.empty();
        }
        data[size++] = coded[at++];
      }
      if (code <= LONGEST && at < count) {
        data[size++] = 0;
      }
    }
    return count == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(data, size));
  }
}
