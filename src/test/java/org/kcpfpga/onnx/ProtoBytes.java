package org.kcpfpga.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Fields of protocol buffers, written byte by byte. */
public final class ProtoBytes {
  private ProtoBytes() {}

  /** A text. */
  public static byte[] named(int field, String text) {
    return field(field, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A message, or bytes. */
  public static byte[] field(int field, byte[] content) {
    return join(variable((long) field << 3 | 2), variable(content.length), content);
  }

  /** An integer; negative ones take ten bytes. */
  public static byte[] number(int field, long value) {
    return join(variable((long) field << 3), variable(value));
  }

  /** A float, as its four bytes. */
  public static byte[] single(int field, float value) {
    int bits = Float.floatToIntBits(value);
    byte[] bytes = new byte[Float.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (bits >> 8 * i);
    }
    return join(variable((long) field << 3 | 5), bytes);
  }

  /** Seven bits a byte, low ones first; the top bit says that more follow. */
  public static byte[] variable(long value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long rest = value;
    for (; (rest & ~127L) != 0; rest >>>= 7) {
      bytes.write((int) (rest & 127 | 128));
    }
    bytes.write((int) rest);
    return bytes.toByteArray();
  }

  /** One after the other. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
