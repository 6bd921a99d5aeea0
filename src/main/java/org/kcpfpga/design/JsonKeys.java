package org.kcpfpga.design;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.kcpfpga.common.UserError;

/** The keys of one JSON object; whatever is not as asked for is a {@link UserError}. */
final class JsonKeys {
  private static final int LARGEST = 1 << 24;

  private final String file;
  private final String path;
  private final JsonNode node;

  JsonKeys(String file, String path, JsonNode node) {
    this.file = file;
    this.path = path;
    this.node = node;
    if (node == null || !node.isObject()) {
      throw UserError.at(
          place(),
          node == null ? "missing" : node.isMissingNode() ? "empty" : node.toString(),
          "an object");
    }
  }

  /** File, and path of this object in it. */
  String place() {
    return path.isEmpty() ? file : file + ": " + path;
  }

  String place(String key) {
    return file + ": " + (path.isEmpty() ? key : path + "." + key);
  }

  void only(List<String> known) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw UserError.at(place(name), "unknown key", "one of " + String.join(", ", known));
      }
    }
  }

  JsonNode optional(String key) {
    return node.get(key);
  }

  JsonKeys object(String key) {
    return new JsonKeys(file, path.isEmpty() ? key : path + "." + key, required(key, "an object"));
  }

  String text(String key) {
    JsonNode value = required(key, "a text");
    if (!value.isTextual()) {
      throw UserError.at(place(key), value, "a text");
    }
    return value.textValue();
  }

  String text(String key, List<String> allowed) {
    String value = text(key);
    if (!allowed.contains(value)) {
      throw UserError.at(place(key), value, "one of " + String.join(", ", allowed));
    }
    return value;
  }

  String text(String key, String otherwise, List<String> allowed) {
    return node.has(key) ? text(key, allowed) : otherwise;
  }

  boolean truth(String key, boolean otherwise) {
    JsonNode value = node.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw UserError.at(place(key), value, "true or false");
    }
    return value.booleanValue();
  }

  int positive(String key) {
    return positive(place(key), required(key, "a whole number of at least 1"));
  }

  int positive(String key, int otherwise) {
    return node.has(key) ? positive(key) : otherwise;
  }

  int[] positives(String key) {
    JsonNode list = required(key, "a list of whole numbers");
    if (!list.isArray()) {
      throw UserError.at(place(key), list, "a list of whole numbers");
    }
    int[] values = new int[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = positive(place(key) + "[" + i + "]", list.get(i));
    }
    return values;
  }

  int integer(String key) {
    return integer(place(key), required(key, "a whole number"));
  }

  List<Integer> integers(String key) {
    JsonNode list = required(key, "a list of whole numbers");
    if (!list.isArray()) {
      throw UserError.at(place(key), list, "a list of whole numbers");
    }
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : list) {
      values.add(integer(place(key) + "[" + values.size() + "]", value));
    }
    return values;
  }

  long longInteger(String key) {
    JsonNode value = required(key, "a whole number");
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw UserError.at(place(key), value, "a whole number");
    }
    return value.longValue();
  }

  /** Whether a key is missing or null. */
  boolean isNull(String key) {
    return !node.hasNonNull(key);
  }

  /** A number of 32 bits in hexadecimal. */
  int word(String key) {
    String text = text(key);
    if (!text.matches("[0-9a-f]{8}")) {
      throw UserError.at(place(key), text, "eight hexadecimal digits");
    }
    return Integer.parseUnsignedInt(text, 16);
  }

  private static int integer(String place, JsonNode value) {
    if (!value.isInt()) {
      throw UserError.at(place, value, "a whole number");
    }
    return value.intValue();
  }

  private static int positive(String place, JsonNode value) {
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > LARGEST) {
      throw UserError.at(place, value, "a whole number from 1 to " + LARGEST);
    }
    return value.intValue();
  }

  private JsonNode required(String key, String expectation) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw UserError.at(place(key), "missing", expectation);
    }
    return value;
  }
}
