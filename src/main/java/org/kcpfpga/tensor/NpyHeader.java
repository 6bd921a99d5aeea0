package org.kcpfpga.tensor;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a {@code .npy} file: a Python dictionary with exactly the keys {@code descr},
 * {@code fortran_order} and {@code shape}.
 */
record NpyHeader(ElementType type, int[] shape) {
  /** One {@code 'key': value}, followed by a comma or the closing brace. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*['\"](\\w{1,40}+)['\"]\\s*+:\\s*+"
              + "('[^']*+'|\"[^\"]*+\"|True|False|\\([\\d,\\s]*+\\)|\\[[^\\]]*+\\])"
              + "\\s*+(?:,\\s*+|(?=\\}))");

  private static final Map<String, ElementType> TYPES =
      Map.of(
          "<f4", ElementType.FLOAT32,
          "<f8", ElementType.FLOAT64,
          "|u1", ElementType.UINT8,
          "<i8", ElementType.INT64);

  /** Parses {@code text}; {@code file} names the file in errors. */
  static NpyHeader parse(String file, String text) {
    Map<String, String> entries = entries(file, text.strip());
    String place = file + ": header: ";
    String order = entries.get("fortran_order");
    if (!order.equals("False")) {
      throw UserError.at(place + "fortran_order", order, "False, that is C order");
    }
    return new NpyHeader(
        type(place + "descr", entries.get("descr")), shape(place + "shape", entries.get("shape")));
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

  private static ElementType type(String place, String descr) {
    ElementType type = TYPES.get(descr.substring(1, Math.max(1, descr.length() - 1)));
    if (type == null) {
      throw UserError.at(
          place, descr, "'<f4', '<f8', '|u1' or '<i8': little-endian, no objects, no fields");
    }
    return type;
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
        shape[i] = Integer.parseInt(parts[i].strip());
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
