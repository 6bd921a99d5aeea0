package org.kcpfpga.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.kcpfpga.common.UserError;

/**
 * An array of bytes in the IDX format, plain or compressed by gzip.
 *
 * <p>Two zero bytes, the element type (8: unsigned byte, the only one read here), the number of
 * dimensions, each extent as a big-endian 32-bit number, then the elements, last index fastest.
 *
 * @param shape extents
 * @param bytes elements, unsigned
 */
record IdxFile(int[] shape, byte[] bytes) {
  private static final int UNSIGNED_BYTE = 8;
  private static final int GZIP_MAGIC = 0x1f8b;

  /**
   * Reads a file of {@code rank} dimensions.
   *
   * @throws UserError naming the file if it is missing, no such file, or longer or shorter than it
   *     says
   */
  static IdxFile read(Path path, int rank) {
    if (!Files.isRegularFile(path)) {
      String found = Files.exists(path) ? "no regular file" : "no such file";
      throw UserError.at(path.toString(), found, "an IDX file");
    }
    try (InputStream in = open(path)) {
      return read(in, path, rank);
    } catch (ZipException | EOFException e) {
      String cause = e.getMessage() == null ? "truncated" : e.getMessage();
      throw UserError.at(path + ": gzip", cause, "a whole gzip file");
    } catch (IOException e) {
      throw new UserError(path + ": cannot be read: " + e, e);
    }
  }

  /** The content of a file; which kind it is, its first two bytes tell. */
  private static InputStream open(Path path) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(path));
    try {
      file.mark(2);
      int start = file.read() << 8 | file.read();
      file.reset();
      return start == GZIP_MAGIC ? new GZIPInputStream(file, 1 << 16) : file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static IdxFile read(InputStream in, Path path, int rank) throws IOException {
    ByteBuffer magic = take(in, 4, path + ": magic");
    int wanted = UNSIGNED_BYTE << 8 | rank;
    int found = magic.getInt();
    if (found != wanted) {
      throw UserError.at(
          path + ": magic",
          String.format(Locale.ROOT, "%08x", found),
          String.format(Locale.ROOT, "%08x, unsigned bytes in %d dimensions", wanted, rank));
    }
    int[] shape = new int[rank];
    take(in, 4 * rank, path + ": extents").asIntBuffer().get(shape);
    long size = 1;
    for (int extent : shape) {
      size *= extent;
      if (extent < 1 || size > Integer.MAX_VALUE - 8) {
        throw UserError.at(
            path + ": extents", Arrays.toString(shape), "positive, below 2^31 elements");
      }
    }
    byte[] bytes = take(in, (int) size, path + ": data").array();
    if (in.read() >= 0) {
      throw UserError.at(
          path + ": data",
          "more than " + size + " bytes",
          size + " bytes for shape " + Arrays.toString(shape));
    }
    return new IdxFile(shape, bytes);
  }

  /** The next bytes, big-endian; memory grows with what is there, not with what is promised. */
  private static ByteBuffer take(InputStream in, int count, String place) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw UserError.at(place, "truncated after " + bytes.length + " bytes", count + " bytes");
    }
    return ByteBuffer.wrap(bytes);
  }
}
