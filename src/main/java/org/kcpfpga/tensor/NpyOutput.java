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

/** What {@link Npy} writes: version 1.0, little-endian, in C order. */
final class NpyOutput {
  private static final int ALIGNMENT = 64;
  private static final int CHUNK_ELEMENTS = 1 << 12;

  private NpyOutput() {}

  /** Puts one value into a little-endian buffer. */
  interface Encoder {
    void put(ByteBuffer buffer, double value);
  }

  /** Writes {@code tensor}, each value of so many {@code bytes}; replaces the file atomically. */
  static void write(Path path, Tensor tensor, String descr, int bytes, Encoder encoder) {
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
    int fixed = Npy.MAGIC.length + 4;
    int total = (fixed + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String padded = text + " ".repeat(total - fixed - text.length() - 1) + "\n";
    out.write(Npy.MAGIC);
    out.write(new byte[] {1, 0, (byte) padded.length(), (byte) (padded.length() >> 8)});
    out.write(padded.getBytes(StandardCharsets.US_ASCII));
  }
}
