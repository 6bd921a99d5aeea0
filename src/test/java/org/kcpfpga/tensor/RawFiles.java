package org.kcpfpga.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes of files as another program, or a broken one, would write them. */
final class RawFiles {
  private RawFiles() {}

  /** A safetensors file of this header and data. */
  static byte[] safetensors(String header, byte... data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return littleEndian(8 + text.length + data.length)
        .putLong(text.length)
        .put(text)
        .put(data)
        .array();
  }

  /** A .npy file of this version, header and data; the header is not padded. */
  static byte[] npy(int major, String header, byte... data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = littleEndian(12 + text.length + data.length);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, 0});
    if (major == 1) {
      bytes.putShort((short) text.length);
    } else {
      bytes.putInt(text.length);
    }
    bytes.put(text).put(data);
    byte[] result = new byte[bytes.position()];
    bytes.flip().get(result);
    return result;
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes = littleEndian(4 * values.length);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  static byte[] doubles(double... values) {
    ByteBuffer bytes = littleEndian(8 * values.length);
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }

  static byte[] longs(long... values) {
    ByteBuffer bytes = littleEndian(8 * values.length);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  /** Writes {@code bytes} to {@code directory/name}. */
  static Path file(Path directory, String name, byte[] bytes) {
    try {
      return Files.write(directory.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
