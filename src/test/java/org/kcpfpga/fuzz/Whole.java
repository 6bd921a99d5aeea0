package org.kcpfpga.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A good file: text, and bytes before and after it.
 *
 * @param before what comes first
 * @param lengthBytes the size of the little-endian length that stands between; 0 if there is none
 * @param text empty if the file has none
 * @param after the rest
 */
public record Whole(byte[] before, int lengthBytes, String text, byte[] after) {
  /** A file that is text only. */
  public static Whole text(String text) {
    return new Whole(new byte[0], 0, text, new byte[0]);
  }

  /** A file without text. */
  public static Whole bytes(byte[] bytes) {
    return new Whole(bytes, 0, "", new byte[0]);
  }

  /** A file whose text begins after its length, which stands at {@code at}. */
  public static Whole prefixed(byte[] file, int at, int lengthBytes) {
    int start = at + lengthBytes;
    byte[] length = Arrays.copyOf(Arrays.copyOfRange(file, at, start), Long.BYTES);
    int end = start + (int) littleEndian(Long.BYTES).put(length).getLong(0);
    return new Whole(
        Arrays.copyOf(file, at),
        lengthBytes,
        new String(file, start, end - start, StandardCharsets.UTF_8),
        Arrays.copyOfRange(file, end, file.length));
  }

  /** The file with another text, whose length it then says. */
  byte[] with(String other) {
    byte[] encoded = other.getBytes(StandardCharsets.UTF_8);
    byte[] length = littleEndian(Long.BYTES).putLong(encoded.length).array();
    return littleEndian(before.length + lengthBytes + encoded.length + after.length)
        .put(before)
        .put(length, 0, lengthBytes)
        .put(encoded)
        .put(after)
        .array();
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
