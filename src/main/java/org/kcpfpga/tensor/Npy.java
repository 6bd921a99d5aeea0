package org.kcpfpga.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;

/**
 * NumPy's {@code .npy} files, versions 1.0, 2.0 and 3.0.
 *
 * <p>Reads real numbers of every type but long double, in either byte order, in C or Fortran order,
 * each exactly; writes float32 and int64 as version 1.0, little-endian, in C order.
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int ALIGNMENT = 64;
  private static final int CHUNK_ELEMENTS = 1 << 12;

  private Npy() {}

  /** Puts one value into a little-endian buffer. */
  private interface Encoder {
    void put(ByteBuffer buffer, double value);
  }

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
    long bytes = file.remaining();
    String place = file.path() + ": data";
    long count = countWithin(shape, bytes, place);
    if (count * header.type().bytes() != bytes) {
      throw UserError.at(
          place,
          bytes + " bytes",
          count * header.type().bytes() + " bytes for shape " + Arrays.toString(shape));
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

  /** The number of elements, at most one a byte, so that it cannot overflow. */
  private static long countWithin(int[] shape, long bytes, String place) {
    long count = Arrays.stream(shape).anyMatch(extent -> extent == 0) ? 0 : 1;
    for (int extent : shape) {
      count *= extent;
      if (count > bytes || count > Integer.MAX_VALUE - 8) {
        throw UserError.at(
            place, bytes + " bytes", "shape " + Arrays.toString(shape) + ", below 2^31 elements");
      }
    }
    return count;
  }

  private static NpyHeader readHeader(DataFile file) throws IOException {
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
    write(path, tensor, "<f4", Float.BYTES, (buffer, value) -> buffer.putFloat((float) value));
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
    write(path, tensor, "<i8", Long.BYTES, (buffer, value) -> buffer.putLong((long) value));
  }

  private static void write(Path path, Tensor tensor, String descr, int bytes, Encoder encoder) {
    AtomicFile.write(
        path,
        out -> {
          writeHeader(out, descr, tensor.shape());
          double[] values = tensor.values();
          ByteBuffer buffer =
              ByteBuffer.allocate(CHUNK_ELEMENTS * bytes).order(ByteOrder.LITTLE_ENDIAN);
          for (int from = 0; from < values.length; from += CHUNK_ELEMENTS) {
            buffer.clear();
            for (int i = from; i < Math.min(values.length, from + CHUNK_ELEMENTS); i++) {
              encoder.put(buffer, values[i]);
            }
            out.write(buffer.array(), 0, buffer.position());
          }
        });
  }

  private static void writeHeader(OutputStream out, String descr, int[] shape) throws IOException {
    String extents =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String tuple = shape.length == 1 ? "(" + extents + ",)" : "(" + extents + ")";
    String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + tuple + ", }";
    int fixed = MAGIC.length + 4;
    int total = (fixed + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String padded = text + " ".repeat(total - fixed - text.length() - 1) + "\n";
    out.write(MAGIC);
    out.write(new byte[] {1, 0, (byte) padded.length(), (byte) (padded.length() >> 8)});
    out.write(padded.getBytes(StandardCharsets.US_ASCII));
  }
}
