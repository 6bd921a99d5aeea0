package org.kcpfpga.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.common.UserError;

/** One tensor: {@code count} elements in the bytes from {@code begin} to {@code end}. */
record SafetensorsEntry(
    String name, ElementType type, int[] shape, int count, long begin, long end) {
  private static final Map<String, ElementType> TYPES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("F16", ElementType.FLOAT16),
              Map.entry("BF16", ElementType.BFLOAT16),
              Map.entry("F32", ElementType.FLOAT32),
              Map.entry("F64", ElementType.FLOAT64),
              Map.entry("BOOL", ElementType.BOOL),
              Map.entry("U8", ElementType.UINT8),
              Map.entry("U16", ElementType.UINT16),
              Map.entry("U32", ElementType.UINT32),
              Map.entry("U64", ElementType.UINT64),
              Map.entry("I8", ElementType.INT8),
              Map.entry("I16", ElementType.INT16),
              Map.entry("I32", ElementType.INT32),
              Map.entry("I64", ElementType.INT64)));

  /**
   * The entry of a tensor, which must lie in so many bytes of data.
   *
   * @throws UserError naming file and key
   */
  static SafetensorsEntry of(String file, String name, JsonNode node, long dataBytes) {
    String place = file + ": " + name;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!List.of("dtype", "shape", "data_offsets").contains(field.getKey())) {
        throw UserError.at(place, "key " + field.getKey(), "dtype, shape and data_offsets");
      }
    }
    JsonNode dtype = node.path("dtype");
    ElementType type = TYPES.get(dtype.asText());
    if (type == null || !dtype.isTextual()) {
      throw UserError.at(
          place + ": dtype", shown(dtype), "one of " + String.join(", ", TYPES.keySet()));
    }
    long[] offsets = numbers(place + ": data_offsets", node.path("data_offsets"), Long.MAX_VALUE);
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes) {
      throw UserError.at(
          place + ": data_offsets",
          node.path("data_offsets"),
          "[begin, end] with begin <= end <= " + dataBytes + ", the bytes of data");
    }
    long bytes = offsets[1] - offsets[0];
    long[] extents = numbers(place + ": shape", node.path("shape"), Integer.MAX_VALUE);
    int count = count(place, extents, type, bytes);
    int[] shape = new int[extents.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = (int) extents[i];
    }
    return new SafetensorsEntry(name, type, shape, count, offsets[0], offsets[1]);
  }

  private static long[] numbers(String place, JsonNode node, long largest) {
    boolean valid = node.isArray();
    long[] numbers = new long[node.size()];
    for (int i = 0; valid && i < numbers.length; i++) {
      JsonNode number = node.get(i);
      valid = number.isIntegralNumber() && number.canConvertToLong();
      numbers[i] = number.longValue();
      valid = valid && numbers[i] >= 0 && numbers[i] <= largest;
    }
    if (!valid) {
      throw UserError.at(place, shown(node), "an array of integers from 0 to " + largest);
    }
    return numbers;
  }

  /** The product of the extents, which must fill the bytes; bounded by them, so no overflow. */
  private static int count(String place, long[] extents, ElementType type, long bytes) {
    long limit = Math.min(bytes / type.bytes(), Integer.MAX_VALUE - 8);
    long count = 1;
    boolean empty = false;
    for (long extent : extents) {
      empty |= extent == 0;
      count = extent != 0 && count > limit / extent ? limit + 1 : count * Math.max(extent, 1);
    }
    count = empty ? 0 : count;
    if (count > limit || count * type.bytes() != bytes) {
      throw UserError.at(
          place + ": data_offsets",
          bytes + " bytes",
          "the size of shape " + shown(extents) + " with " + type.bytes() + " bytes an element");
    }
    return (int) count;
  }

  private static Object shown(JsonNode node) {
    return node.isMissingNode() ? "missing" : node;
  }

  private static String shown(long[] numbers) {
    return Arrays.toString(numbers);
  }
}
