package org.kcpfpga.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The ONNX file of a dense product, written field by field (protocol buffers, onnx.proto). */
final class OnnxModel {
  private static final int FLOAT = 1;
  private static final int INT_ATTRIBUTE = 2;

  private OnnxModel() {}

  /** y [1, rows] = x [1, columns] W^T, where W [rows, columns] is an input, too. */
  static byte[] product(int rows, int columns) {
    byte[] transpose = join(text(1, "transB"), number(3, 1), number(20, INT_ATTRIBUTE));
    byte[] node =
        join(text(1, "x"), text(1, "w"), text(2, "y"), text(4, "Gemm"), field(5, transpose));
    byte[] graph =
        join(
            field(1, node),
            text(2, "product"),
            field(11, value("x", 1, columns)),
            field(11, value("w", rows, columns)),
            field(12, value("y", 1, rows)));
    byte[] operators = number(2, 13);
    return join(number(1, 8), field(7, graph), field(8, operators));
  }

  /** A ValueInfoProto: name and shape of a float matrix. */
  private static byte[] value(String name, int rows, int columns) {
    byte[] shape = join(field(1, number(1, rows)), field(1, number(1, columns)));
    byte[] tensor = join(number(1, FLOAT), field(2, shape));
    return join(text(1, name), field(2, field(1, tensor)));
  }

  private static byte[] text(int field, String text) {
    return field(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] field(int field, byte[] content) {
    return join(variable(field << 3 | 2), variable(content.length), content);
  }

  private static byte[] number(int field, int value) {
    return join(variable(field << 3), variable(value));
  }

  /** Seven bits a byte, low ones first; the top bit says that more follow. */
  private static byte[] variable(int value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int rest = value;
    for (; rest > 127; rest >>>= 7) {
      bytes.write(rest & 127 | 128);
    }
    bytes.write(rest);
    return bytes.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
