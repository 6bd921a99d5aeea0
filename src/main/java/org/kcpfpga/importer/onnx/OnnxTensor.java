package org.kcpfpga.importer.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.ElementType;
import org.kcpfpga.tensor.Tensor;

/**
 * A tensor as it stands in the file (TensorProto), decoded only when it is asked for.
 *
 * @param name may be empty
 * @param dims the shape
 * @param type the number of its element type in onnx.proto
 * @param raw its little-endian bytes, or null
 * @param typed its values from a field of their type; of 16-bit floats their bits
 * @param external location, offset and length in another file, or empty
 * @param folder that of the model file, from which the location is looked for
 */
record OnnxTensor(
    String name,
    long[] dims,
    int type,
    ByteBuffer raw,
    double[] typed,
    Map<String, String> external,
    Path folder) {
  private static final Map<Integer, ElementType> TYPES =
      Map.ofEntries(
          Map.entry(1, ElementType.FLOAT32),
          Map.entry(2, ElementType.UINT8),
          Map.entry(3, ElementType.INT8),
          Map.entry(4, ElementType.UINT16),
          Map.entry(5, ElementType.INT16),
          Map.entry(6, ElementType.INT32),
          Map.entry(7, ElementType.INT64),
          Map.entry(9, ElementType.BOOL),
          Map.entry(10, ElementType.FLOAT16),
          Map.entry(11, ElementType.FLOAT64),
          Map.entry(12, ElementType.UINT32),
          Map.entry(13, ElementType.UINT64),
          Map.entry(16, ElementType.BFLOAT16));

  /** The number of elements, or -1 if no array has so many. */
  long elements() {
    long count = 1;
    for (long extent : dims) {
      if (extent < 0 || extent > Integer.MAX_VALUE) {
        return -1;
      }
      // sticks above every array length instead of wrapping
      count = extent > 0 && count > Integer.MAX_VALUE ? count : count * extent;
    }
    return count > Integer.MAX_VALUE - 8 ? -1 : count;
  }

  /**
   * Its values as doubles; integers beyond 2^53, such as the largest one that stands for an end,
   * are rounded.
   *
   * @throws UserError naming it if its type, shape, bytes or file are not as they must be
   */
  Tensor decode() {
    String place = "tensor " + name;
    long count = elements();
    if (count < 0) {
      throw UserError.at(place, "shape " + Arrays.toString(dims), "below 2^31 elements");
    }
    ElementType element = TYPES.get(type);
    if (element == null) {
      throw UserError.at(
          place, "element type " + type + " of ONNX", "floats of 16 to 64 bits, or integers");
    }
    ByteBuffer bytes =
        external.isEmpty()
            ? raw
            : new ExternalData(place, external).read(folder, count * element.bytes());
    double[] values = bytes == null ? typed(element) : values(place, element, bytes, (int) count);
    if (values.length != count) {
      throw UserError.at(
          place, values.length + " values", count + ", of shape " + Arrays.toString(dims));
    }
    return Tensor.of(Arrays.stream(dims).mapToInt(extent -> (int) extent).toArray(), values);
  }

  private static double[] values(String place, ElementType type, ByteBuffer stored, int count) {
    ByteBuffer bytes = stored.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() != (long) count * type.bytes()) {
      throw UserError.at(
          place, bytes.remaining() + " bytes", (long) count * type.bytes() + " for its shape");
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = type == ElementType.INT64 ? bytes.getLong() : type.decode(bytes);
    }
    return values;
  }

  /** The values of the fields, where 16-bit floats stand as integers. */
  private double[] typed(ElementType element) {
    if (element != ElementType.FLOAT16 && element != ElementType.BFLOAT16) {
      return typed;
    }
    ByteBuffer bits = ByteBuffer.allocate(Short.BYTES);
    return Arrays.stream(typed)
        .map(value -> element.decode(bits.putShort(0, (short) (int) value).rewind()))
        .toArray();
  }
}
