package org.kcpfpga.wave;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Bytes that grow at their end. */
final class Bytes {
  /** A compromise that the writer of GTKWave makes too. */
  private static final int EFFORT = 4;

  private byte[] data;
  private int size;

  Bytes() {
    this(64);
  }

  Bytes(int capacity) {
    data = new byte[capacity];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  Bytes put(int value) {
    if (size == data.length) {
      data = Arrays.copyOf(data, 2 * size);
    }
    data[size++] = (byte) value;
    return this;
  }

  Bytes put(Bytes other) {
    return put(other.data, other.size);
  }

  private Bytes put(byte[] bytes, int count) {
    if (size + count > data.length) {
      data = Arrays.copyOf(data, Math.max(2 * data.length, size + count));
    }
    System.arraycopy(bytes, 0, data, size, count);
    size += count;
    return this;
  }

  Bytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return put(bytes, bytes.length);
  }

  /** Text filled up with zeros. */
  Bytes text(String text, int length) {
    int end = size + length;
    text(text);
    while (size < end) {
      put(0);
    }
    return this;
  }

  /** Eight bytes, most significant first. */
  Bytes word(long value) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      put((int) (value >>> shift));
    }
    return this;
  }

  /** Seven bits a byte, least significant first; the top bit says that more follow. */
  Bytes varint(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      put((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    return put((int) rest);
  }

  /** These in the zlib format. */
  Bytes deflated() {
    Deflater deflater = new Deflater(EFFORT);
    try {
      deflater.setInput(data, 0, size);
      deflater.finish();
      Bytes packed = new Bytes(Math.max(64, size / 2));
      byte[] part = new byte[8192];
      while (!deflater.finished()) {
        packed.put(part, deflater.deflate(part));
      }
      return packed;
    } finally {
      deflater.end();
    }
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(data, 0, size);
    size = 0;
  }
}
