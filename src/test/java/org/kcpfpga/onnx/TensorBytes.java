package org.kcpfpga.onnx;

import static org.kcpfpga.onnx.ProtoBytes.field;
import static org.kcpfpga.onnx.ProtoBytes.join;
import static org.kcpfpga.onnx.ProtoBytes.named;
import static org.kcpfpga.onnx.ProtoBytes.number;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;
import org.kcpfpga.tensor.Tensor;

/** TensorProtos in the ways in which files hold them. */
public final class TensorBytes {
  public static final int FLOAT = 1;
  public static final int INT64 = 7;
  public static final int FLOAT16 = 10;
  public static final int DOUBLE = 11;
  public static final int BFLOAT16 = 16;

  private TensorBytes() {}

  /** Name, shape and type; to be joined with data. */
  public static byte[] head(String name, int type, int... shape) {
    byte[] dims = new byte[0];
    for (int extent : shape) {
      dims = join(dims, number(1, extent));
    }
    return join(dims, number(2, type), named(8, name));
  }

  /** float32 in raw_data. */
  public static byte[] raw(String name, Tensor tensor) {
    byte[] data =
        bytes(tensor, Float.BYTES, (buffer, value) -> buffer.putFloat(value.floatValue()));
    return join(head(name, FLOAT, tensor.shape()), field(9, data));
  }

  /** float32 in float_data, packed. */
  public static byte[] typed(String name, Tensor tensor) {
    byte[] data =
        bytes(tensor, Float.BYTES, (buffer, value) -> buffer.putFloat(value.floatValue()));
    return join(head(name, FLOAT, tensor.shape()), field(4, data));
  }

  /** float32 in float_data, one field for each. */
  public static byte[] unpacked(String name, Tensor tensor) {
    byte[] all = head(name, FLOAT, tensor.shape());
    for (double value : tensor.values()) {
      all = join(all, ProtoBytes.single(4, (float) value));
    }
    return all;
  }

  /** float64 in raw_data. */
  public static byte[] doubles(String name, Tensor tensor) {
    byte[] data = bytes(tensor, Double.BYTES, ByteBuffer::putDouble);
    return join(head(name, DOUBLE, tensor.shape()), field(9, data));
  }

  /** The upper halves of float32 in raw_data. */
  public static byte[] brains(String name, Tensor tensor) {
    byte[] data =
        bytes(
            tensor,
            Short.BYTES,
            (buffer, value) ->
                buffer.putShort((short) (Float.floatToIntBits(value.floatValue()) >> 16)));
    return join(head(name, BFLOAT16, tensor.shape()), field(9, data));
  }

  /** int64 in int64_data, packed. */
  public static byte[] integers(String name, long... values) {
    byte[] data = new byte[0];
    for (long value : values) {
      data = join(data, ProtoBytes.variable(value));
    }
    return join(head(name, INT64, values.length), field(7, data));
  }

  /** float32 that lies in another file. */
  public static byte[] external(String name, Tensor tensor, String... entries) {
    byte[] all = head(name, FLOAT, tensor.shape());
    for (int i = 0; i < entries.length; i += 2) {
      all = join(all, field(13, join(named(1, entries[i]), named(2, entries[i + 1]))));
    }
    return join(all, number(14, 1));
  }

  /** Little-endian. */
  public static byte[] bytes(Tensor tensor, int size, BiConsumer<ByteBuffer, Double> encoder) {
    ByteBuffer buffer = ByteBuffer.allocate(size * tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : tensor.values()) {
      encoder.accept(buffer, value);
    }
    return buffer.array();
  }
}
