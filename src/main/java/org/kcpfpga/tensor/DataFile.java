package org.kcpfpga.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.kcpfpga.common.UserError;

/**
 * An existing file read from front to back, little-endian unless said otherwise.
 *
 * <p>Law: {@link #take} allocates only what {@link #remaining} says the file still holds.
 */
public final class DataFile implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 16;

  /** Turns an open file into a result. */
  public interface Reader<T> {
    /** The result; what throws is not caught but for {@link IOException}. */
    T read(DataFile file) throws IOException;
  }

  private final Path path;
  private final FileChannel channel;
  private final long length;

  private DataFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.length = channel.size();
  }

  /**
   * Opens {@code path}, reads it with {@code reader}, closes it.
   *
   * @throws UserError if it is missing, no regular file, or cannot be read
   */
  public static <T> T read(Path path, Reader<T> reader) {
    if (!Files.exists(path)) {
      throw UserError.at(path.toString(), "no such file", "a file to read");
    }
    if (!Files.isRegularFile(path)) {
      String kind = Files.isDirectory(path) ? "a directory" : "no regular file";
      throw UserError.at(path.toString(), kind, "a file to read");
    }
    try (DataFile file = new DataFile(path, FileChannel.open(path, StandardOpenOption.READ))) {
      return reader.read(file);
    } catch (IOException e) {
      throw UserError.of(path, "cannot be read", e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The bytes not read yet. */
  public long remaining() throws IOException {
    return length - channel.position();
  }

  /**
   * The next {@code count} bytes as a little-endian buffer.
   *
   * @param what names these bytes in the error if the file ends before
   */
  public ByteBuffer take(int count, String what) throws IOException {
    if (count > remaining()) {
      throw UserError.at(
          path + ": " + what, "truncated after " + remaining() + " bytes", count + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  /**
   * Passes over the next {@code count} bytes.
   *
   * @param what names these bytes in the error if the file ends before
   */
  public void skip(long count, String what) throws IOException {
    if (count < 0 || count > remaining()) {
      throw UserError.at(
          path + ": " + what, "truncated after " + remaining() + " bytes", count + " bytes");
    }
    channel.position(channel.position() + count);
  }

  /** The next {@code count} little-endian elements of {@code type}. */
  double[] elements(ElementType type, int count, String what) throws IOException {
    return elements(type, ByteOrder.LITTLE_ENDIAN, count, what);
  }

  /** Decodes the next {@code count} elements of {@code type}; the caller has checked the length. */
  double[] elements(ElementType type, ByteOrder order, int count, String what) throws IOException {
    double[] values = new double[count];
    int done = 0;
    while (done < count) {
      int now = Math.min(count - done, CHUNK_BYTES / type.bytes());
      ByteBuffer bytes = take(now * type.bytes(), what).order(order);
      for (int end = done + now; done < end; done++) {
        values[done] = type.decode(bytes);
      }
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
