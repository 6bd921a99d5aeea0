package org.kcpfpga.tensor;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.common.UserError;

/**
 * The header of a {@code .npy} file: a Python dictionary with exactly the keys {@code descr},
 * {@code fortran_order} and {@code shape}.
 */
record NpyHeader(ElementType type, ByteOrder order, boolean fortran, int[] shape) {
  /** One {@code 'key': value}, followed by a comma or the closing brace. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*['\"](\\w{1,40}+)['\"]\\s*+:\\s*+"
              + "('[^']*+'|\"[^\"]*+\"|True|False|\\([\\dL,\\s]*+\\)|\\[.*\\])"
              + "\\s*+(?:,\\s*+|(?=\\}))");

  /** Byte order, kind and bytes; a single byte has no order, and NumPy's own is the machine's. */
  private static final Pattern DESCR = Pattern.compile("([<>=|]?)([a-zA-Z])(\\d*)(\\[.*\\])?");

  private static final Map<String, ElementType> TYPES =
      Map.ofEntries(
          Map.entry("f2", ElementType.FLOAT16),
          Map.entry("f4", ElementType.FLOAT32),
          Map.entry("f8", ElementType.FLOAT64),
          Map.entry("b1", ElementType.BOOL),
          Map.entry("u1", ElementType.UINT8),
          Map.entry("u2", ElementType.UINT16),
          Map.entry("u4", ElementType.UINT32),
          Map.entry("u8", ElementType.UINT64),
          Map.entry("i1", ElementType.INT8),
          Map.entry("i2", ElementType.INT16),
          Map.entry("i4", ElementType.INT32),
          Map.entry("i8", ElementType.INT64));

  /** What is no real number that a double holds, by kind. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "f", "long double",
          "c", "complex numbers",
          "O", "objects",
          "V", "raw or structured data",
          "S", "byte strings",
          "a", "byte strings",
          "U", "strings",
          "M", "dates",
          "m", "time differences");

  /** Parses {@code text}; {@code file} names the file in errors. */
  static NpyHeader parse(String file, String text) {
    Map<String, String> entries = entries(file, text.strip());
    String place = file + ": header: ";
    String order = entries.get("fortran_order");
    if (!order.equals("False") && !order.equals("True")) {
      throw UserError.at(place + "fortran_order", order, "True or False");
    }
    String descr = entries.get("descr");
    String inner = descr.substring(1, Math.max(1, descr.length() - 1));
    ElementType type = type(place + "descr", descr, inner);
    ByteOrder bytes =
        switch (inner.charAt(0)) {
          case '<' -> ByteOrder.LITTLE_ENDIAN;
          case '>' -> ByteOrder.BIG_ENDIAN;
          default -> ByteOrder.nativeOrder();
        };
    return new NpyHeader(
        type, bytes, order.equals("True"), shape(place + "shape", entries.get("shape")));
  }

  private static Map<String, String> entries(String file, String text) {
    Map<String, String> entries = new HashMap<>();
    Matcher matcher = ENTRY.matcher(text);
    int at = 1;
    boolean valid = text.startsWith("{") && text.endsWith("}");
    while (valid && at < text.length() - 1) {
      matcher.region(at, text.length());
      valid = matcher.lookingAt() && entries.put(matcher.group(1), matcher.group(2)) == null;
      at = valid ? matcher.end() : at;
    }
    for (String key : new String[] {"descr", "fortran_order", "shape"}) {
      valid &= entries.containsKey(key);
    }
    if (!valid || entries.size() != 3) {
      throw UserError.at(
          file + ": header", text, "a dictionary with descr, fortran_order and shape");
    }
    return entries;
  }

  private static ElementType type(String place, String descr, String inner) {
    Matcher parts = DESCR.matcher(inner);
    boolean quoted = !descr.startsWith("[") && parts.matches();
    ElementType type = quoted ? TYPES.get(parts.group(2) + parts.group(3)) : null;
    if (type != null && parts.group(4) == null) {
      return type;
    }
    String other =
        descr.startsWith("[") ? "a structure" : quoted ? OTHERS.get(parts.group(2)) : null;
    throw UserError.at(
        place,
        descr + (other == null ? "" : ", " + other),
        "real numbers: f2 f4 f8, i1 i2 i4 i8, u1 u2 u4 u8 or b1");
  }

  private static int[] shape(String place, String tuple) {
    String inner = tuple.startsWith("(") ? tuple.substring(1, tuple.length() - 1).strip() : "?";
    if (inner.isEmpty()) {
      return new int[0];
    }
    boolean comma = inner.endsWith(",");
    String[] parts = (comma ? inner.substring(0, inner.length() - 1) : inner).split(",", -1);
    int[] shape = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        // Python 2 wrote an L behind some
        shape[i] = Integer.parseInt(parts[i].strip().replaceFirst("L$", ""));
      } catch (NumberFormatException e) {
        throw UserError.at(place, tuple, "a tuple of integers from 0 below 2^31");
      }
    }
    if (shape.length == 1 && !comma) {
      throw UserError.at(place, tuple, "a tuple of integers");
    }
    return shape;
  }
}
