package org.kcpfpga.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A graph of one operator with nothing built in: weights are inputs like all others.
 *
 * @param type the operator's name in ONNX
 * @param attributes each from {@link #integer}
 * @param inputs in the operator's order
 * @param outputs in the operator's order
 */
public record OnnxOperator(
    String type, List<byte[]> attributes, List<Value> inputs, List<Value> outputs) {

  // numbers of onnx.proto
  private static final int FILE_VERSION = 8;
  private static final int OPERATOR_SET = 14;
  private static final int FLOAT = 1;
  private static final int INT32 = 6;
  private static final int INT_ATTRIBUTE = 2;
  private static final int STRINGS_ATTRIBUTE = 8;

  /** Name, element type and shape of what goes in or comes out. */
  public record Value(String name, int type, int... shape) {
    /** A tensor of float32. */
    public static Value floats(String name, int... shape) {
      return new Value(name, FLOAT, shape);
    }

    /** A tensor of int32. */
    public static Value integers(String name, int... shape) {
      return new Value(name, INT32, shape);
    }

    boolean integers() {
      return type == INT32;
    }

    /** A ValueInfoProto. */
    private byte[] field(int number) {
      byte[] extents = new byte[0];
      for (int extent : shape) {
        extents = join(extents, OnnxOperator.field(1, number(1, extent)));
      }
      byte[] tensor = join(number(1, type), OnnxOperator.field(2, extents));
      return OnnxOperator.field(
          number, join(named(1, name), OnnxOperator.field(2, OnnxOperator.field(1, tensor))));
    }
  }

  /** An attribute that is a number. */
  public static byte[] integer(String name, int value) {
    return join(named(1, name), number(3, value), number(20, INT_ATTRIBUTE));
  }

  /** An attribute that is a list of texts. */
  public static byte[] strings(String name, List<String> values) {
    byte[] attribute = named(1, name);
    for (String value : values) {
      attribute = join(attribute, named(9, value));
    }
    return join(attribute, number(20, STRINGS_ATTRIBUTE));
  }

  /** The ONNX file, written field by field (protocol buffers, onnx.proto). */
  public byte[] file() {
    byte[] graph = join(field(1, node()), named(2, type));
    for (Value input : inputs) {
      graph = join(graph, input.field(11));
    }
    for (Value output : outputs) {
      graph = join(graph, output.field(12));
    }
    return join(number(1, FILE_VERSION), field(7, graph), field(8, number(2, OPERATOR_SET)));
  }

  /** A NodeProto. */
  private byte[] node() {
    byte[] node = new byte[0];
    for (Value input : inputs) {
      node = join(node, named(1, input.name()));
    }
    for (Value output : outputs) {
      node = join(node, named(2, output.name()));
    }
    node = join(node, named(4, type));
    for (byte[] attribute : attributes) {
      node = join(node, field(5, attribute));
    }
    return node;
  }

  private static byte[] named(int field, String text) {
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
