package org.kcpfpga.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.kcpfpga.common.UserError;

/**
 * NumPy's {@code .npy} files, versions 1.0, 2.0 and 3.0.
 *
 * <p>Reads real numbers of every type but long double, in either byte order, in C or Fortran order,
 * each exactly; writes float32 and int64 as version 1.0, little-endian, in C order.
 */
public final class Npy {
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER_BYTES = 1 << 20;

  private Npy() {}

  /**
   * Reads one array.
   *
   * @throws UserError naming the file if it is not such a file, or longer or shorter than it says
   */
  public static Tensor read(Path path) {
    return DataFile.read(path, Npy::readFrom);
  }

  private static Tensor readFrom(DataFile file) throws IOException {
    NpyHeader header = readHeader(file);
    int[] shape = header.shape();
    String place = file.path() + ": data";
    long count = count(header, file);
    if (count > Integer.MAX_VALUE - 8) {
      throw UserError.at(place, "shape " + Arrays.toString(shape), "below 2^31 elements");
    }
    try {
      double[] values = file.elements(header.type(), header.order(), (int) count, "data");
      return Tensor.of(shape, header.fortran() ? rowMajor(shape, values) : values);
    } catch (UserError e) {
      throw e.getMessage().startsWith(file.path().toString()) ? e : e.within(place);
    }
  }

  /** From the first index fastest to the last index fastest. */
  private static double[] rowMajor(int[] shape, double[] columnMajor) {
    double[] values = new double[columnMajor.length];
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    int[] index = new int[shape.length];
    int from = 0;
    for (int to = 0; to < values.length; to++) {
      values[to] = columnMajor[from];
      int axis = shape.length - 1;
      // what overflows goes back to 0 and carries to the axis before
      while (axis >= 0 && ++index[axis] == shape[axis]) {
        from -= (shape[axis] - 1) * strides[axis];
        index[axis--] = 0;
      }
      from += axis >= 0 ? strides[axis] : 0;
    }
    return values;
  }

  /**
   * The number of elements, of a file that was read up to the first.
   *
   * @throws UserError if it has not as many
   */
  static long count(NpyHeader header, DataFile file) throws IOException {
    int[] shape = header.shape();
    long bytes = file.remaining();
    String place = file.path() + ": data";
    long count = countWithin(shape, bytes, place);
    if (count * header.type().bytes() != bytes) {
      throw UserError.at(
          place,
          bytes + " bytes",
          count * header.type().bytes() + " bytes for shape " + Arrays.toString(shape));
    }
    return count;
  }

  /** The number of elements, at most one a byte, so that it cannot overflow. */
  private static long countWithin(int[] shape, long bytes, String place) {
    long count = Arrays.stream(shape).anyMatch(extent -> extent == 0) ? 0 : 1;
    for (int extent : shape) {
      count *= extent;
      if (count > bytes) {
        throw UserError.at(place, bytes + " bytes", "shape " + Arrays.toString(shape));
      }
    }
    return count;
  }

  static NpyHeader readHeader(DataFile file) throws IOException {
    String place = file.path().toString();
    byte[] magic = new byte[MAGIC.length];
    file.take(MAGIC.length, "magic").get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw UserError.at(place, "not a NumPy file", "the bytes 93 'NUMPY' first");
    }
    ByteBuffer version = file.take(2, "version");
    int major = version.get() & 0xff;
    int minor = version.get() & 0xff;
    if (major < 1 || major > 3 || minor != 0) {
      throw UserError.at(place + ": version", major + "." + minor, "1.0, 2.0 or 3.0");
    }
    long length =
        major == 1
            ? file.take(2, "header length").getShort() & 0xffff
            : file.take(4, "header length").getInt() & 0xffffffffL;
    if (length > MAX_HEADER_BYTES) {
      throw UserError.at(place + ": header length", length, "at most " + MAX_HEADER_BYTES);
    }
    byte[] text = new byte[(int) length];
    file.take((int) length, "header").get(text);
    return NpyHeader.parse(place, new String(text, StandardCharsets.UTF_8));
  }

  /** Writes {@code tensor} as float32, rounding each value once; replaces the file atomically. */
  public static void writeFloat32(Path path, Tensor tensor) {
    NpyOutput.write(
        path, tensor, "<f4", Float.BYTES, (buffer, value) -> buffer.putFloat((float) value));
  }

  /**
   * Writes {@code tensor} as int64; replaces the file atomically.
   *
   * @throws IllegalArgumentException if a value is not an integer
   */
  public static void writeInt64(Path path, Tensor tensor) {
    for (double value : tensor.values()) {
      if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
        throw new IllegalArgumentException("int64: " + value + " (expected: an integer)");
      }
    }
    NpyOutput.write(
        path, tensor, "<i8", Long.BYTES, (buffer, value) -> buffer.putLong((long) value));
  }
}
