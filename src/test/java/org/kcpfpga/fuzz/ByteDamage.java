package org.kcpfpga.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Changes of a file's bytes that know nothing of its format. */
final class ByteDamage {
  private static final String SYNTAX = "{}[](),:'\"0123456789-eE.\\ \n\u0000UFLTrue";
  private static final long[] LENGTHS = {
    0,
    1,
    -1,
    7,
    255,
    256,
    65_535,
    1 << 16,
    1 << 20,
    Integer.MAX_VALUE,
    Integer.MAX_VALUE - 8,
    Integer.MIN_VALUE,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Double.doubleToLongBits(Double.NaN),
    Float.floatToIntBits(Float.NEGATIVE_INFINITY),
  };

  /** Where headers are, and with them most of what a reader decides. */
  private static final int START = 64;

  private ByteDamage() {}

  /** {@code bytes} with one change. */
  static byte[] of(Random random, byte[] bytes) {
    int at = place(random, bytes.length);
    return switch (random.nextInt(12)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(20));
      case 2 -> spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(16)), at, at);
      case 3 -> {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(64));
        int to = place(random, bytes.length);
        yield spliced(bytes, to, to, at, end);
      }
      case 4, 5, 6 -> length(random, bytes, at);
      case 7, 8 -> one(bytes, at, (byte) SYNTAX.charAt(random.nextInt(SYNTAX.length())));
      case 9 -> one(bytes, at, (byte) random.nextInt(256));
      default -> bytes.length == at ? bytes : one(bytes, at, (byte) (bytes[at] ^ bit(random)));
    };
  }

  private static int place(Random random, int length) {
    return random.nextInt((random.nextBoolean() ? Math.min(START, length) : length) + 1);
  }

  private static int bit(Random random) {
    return 1 << random.nextInt(8);
  }

  private static byte[] one(byte[] bytes, int at, byte value) {
    byte[] changed = bytes.clone();
    if (at < changed.length) {
      changed[at] = value;
    }
    return changed;
  }

  /** A number of 2, 4 or 8 bytes at a multiple of its size, in either order of bytes. */
  private static byte[] length(Random random, byte[] bytes, int at) {
    int size = 2 << random.nextInt(3);
    int start = at / size * size;
    long value = LENGTHS[random.nextInt(LENGTHS.length)];
    ByteBuffer changed = ByteBuffer.wrap(bytes.clone());
    if (start + size <= bytes.length) {
      changed.order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      switch (size) {
        case 2 -> changed.putShort(start, (short) value);
        case 4 -> changed.putInt(start, (int) value);
        default -> changed.putLong(start, value);
      }
    }
    return changed.array();
  }

  /** With the bytes from {@code from} to {@code to} replaced by those from begin to end. */
  private static byte[] spliced(byte[] bytes, int from, int to, int begin, int end) {
    ByteBuffer changed = ByteBuffer.allocate(bytes.length - (to - from) + (end - begin));
    changed.put(bytes, 0, from).put(bytes, begin, end - begin).put(bytes, to, bytes.length - to);
    return changed.array();
  }
}
