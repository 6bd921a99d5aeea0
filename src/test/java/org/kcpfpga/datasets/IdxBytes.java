package org.kcpfpga.datasets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Made-up IDX files, whole and broken. */
public final class IdxBytes {
  private IdxBytes() {}

  /** An IDX file of unsigned bytes: its extents, then {@code data}. */
  public static byte[] of(int[] extents, byte... data) {
    return of(0x0800 | extents.length, extents, data);
  }

  /** Any magic number, extents and data. */
  public static byte[] of(int magic, int[] extents, byte... data) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * extents.length + data.length).putInt(magic);
    Arrays.stream(extents).forEach(bytes::putInt);
    return bytes.put(data).array();
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  public static Path file(Path folder, String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
