package org.kcpfpga.onnx;

import static org.kcpfpga.onnx.ProtoBytes.field;
import static org.kcpfpga.onnx.ProtoBytes.join;
import static org.kcpfpga.onnx.ProtoBytes.named;
import static org.kcpfpga.onnx.ProtoBytes.number;

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
  private static final int FLOAT_ATTRIBUTE = 1;
  private static final int INT_ATTRIBUTE = 2;
  private static final int STRING_ATTRIBUTE = 3;
  private static final int TENSOR_ATTRIBUTE = 4;
  private static final int FLOATS_ATTRIBUTE = 6;
  private static final int INTS_ATTRIBUTE = 7;
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
    byte[] proto(int number) {
      byte[] extents = new byte[0];
      for (int extent : shape) {
        extents = join(extents, field(1, number(1, extent)));
      }
      byte[] tensor = join(number(1, type), field(2, extents));
      return field(number, join(named(1, name), field(2, field(1, tensor))));
    }
  }

  /** An attribute that is a number. */
  public static byte[] integer(String name, int value) {
    return join(named(1, name), number(3, value), number(20, INT_ATTRIBUTE));
  }

  /** An attribute that is a float. */
  public static byte[] single(String name, float value) {
    return join(named(1, name), ProtoBytes.single(2, value), number(20, FLOAT_ATTRIBUTE));
  }

  /** An attribute that is a text. */
  public static byte[] text(String name, String value) {
    return join(named(1, name), named(4, value), number(20, STRING_ATTRIBUTE));
  }

  /** An attribute that is a list of integers. */
  public static byte[] integers(String name, long... values) {
    byte[] attribute = named(1, name);
    for (long value : values) {
      attribute = join(attribute, number(8, value));
    }
    return join(attribute, number(20, INTS_ATTRIBUTE));
  }

  /** An attribute that is a list of floats. */
  public static byte[] singles(String name, float... values) {
    byte[] attribute = named(1, name);
    for (float value : values) {
      attribute = join(attribute, ProtoBytes.single(7, value));
    }
    return join(attribute, number(20, FLOATS_ATTRIBUTE));
  }

  /** An attribute that is a tensor. */
  public static byte[] tensor(String name, byte[] proto) {
    return join(named(1, name), field(5, proto), number(20, TENSOR_ATTRIBUTE));
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
      graph = join(graph, input.proto(11));
    }
    for (Value output : outputs) {
      graph = join(graph, output.proto(12));
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
}
