package org.kcpfpga.host;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.UserError;

/** Reads IDX files of unsigned bytes, plain or gzip: the format of the MNIST family. */
final class IdxFile {
  private static final int UNSIGNED_BYTES = 0x08;
  private static final int MAX_VALUES = 1 << 28;

  private IdxFile() {}

  /** The values of a file of {@code rank} dimensions, 0 to 255. */
  static Tensor read(Path file, int rank) {
    if (!Files.isRegularFile(file)) {
      throw UserError.at(file.toString(), "no such file", "an IDX file");
    }
    try (DataInputStream in = open(file)) {
      int magic = in.readInt();
      if (magic != (UNSIGNED_BYTES << 8 | rank)) {
        throw UserError.at(
            file + ": magic",
            String.format("%08x", magic),
            String.format("%08x", UNSIGNED_BYTES << 8 | rank));
      }
      return values(file, in, rank);
    } catch (EOFException e) {
      throw UserError.at(file.toString(), "truncated", "as many bytes as its header says");
    } catch (IOException e) {
      throw UserError.at(file.toString(), "cannot be read: " + e.getMessage(), "an IDX file");
    }
  }

  private static Tensor values(Path file, DataInputStream in, int rank) throws IOException {
    int[] shape = new int[rank];
    long size = 1;
    for (int i = 0; i < rank; i++) {
      shape[i] = in.readInt();
      size = shape[i] < 0 || size > MAX_VALUES ? Long.MAX_VALUE : size * shape[i];
    }
    if (size > MAX_VALUES) {
      throw UserError.at(file + ": size", "too large", "at most " + MAX_VALUES + " values");
    }
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length < size) {
      throw new EOFException();
    }
    double[] values = new double[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[i] & 0xFF;
    }
    return Tensor.of(shape, values);
  }

  private static DataInputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    boolean packed = file.toString().endsWith(".gz");
    return new DataInputStream(packed ? new BufferedInputStream(new GZIPInputStream(in)) : in);
  }
}
