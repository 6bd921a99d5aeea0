package org.kcpfpga;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** ONNX files of one operator, written field by field (protocol buffers, onnx.proto). */
public final class OnnxModel {
  private static final int FLOAT = 1;
  private static final int INT_ATTRIBUTE = 2;

  private OnnxModel() {}

  /** A float tensor by name. */
  public record Value(String name, int... shape) {}

  /** y [1, rows] = x [1, columns] W^T, where W [rows, columns] is an input, too. */
  public static byte[] product(int rows, int columns) {
    return operator(
        "Gemm",
        Map.of("transB", 1),
        List.of(new Value("x", 1, columns), new Value("w", rows, columns)),
        new Value("y", 1, rows));
  }

  /** {@code output} = operator(inputs), with integer attributes. */
  public static byte[] operator(
      String type, Map<String, Integer> attributes, List<Value> inputs, Value output) {
    byte[] node = new byte[0];
    byte[] graph = new byte[0];
    for (Value input : inputs) {
      node = join(node, text(1, input.name()));
      graph = join(graph, field(11, value(input)));
    }
    node = join(node, text(2, output.name()), text(4, type));
    for (Map.Entry<String, Integer> attribute : attributes.entrySet()) {
      byte[] written =
          join(
              text(1, attribute.getKey()),
              number(3, attribute.getValue()),
              number(20, INT_ATTRIBUTE));
      node = join(node, field(5, written));
    }
    graph = join(field(1, node), text(2, "graph"), graph, field(12, value(output)));
    byte[] operators = number(2, 13);
    return join(number(1, 8), field(7, graph), field(8, operators));
  }

  /** A ValueInfoProto: name and shape of a float tensor. */
  private static byte[] value(Value value) {
    byte[] shape = new byte[0];
    for (int extent : value.shape()) {
      shape = join(shape, field(1, number(1, extent)));
    }
    byte[] tensor = join(number(1, FLOAT), field(2, shape));
    return join(text(1, value.name()), field(2, field(1, tensor)));
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
