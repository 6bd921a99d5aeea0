package org.kcpfpga.common;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The keys of one JSON object; whatever is not as asked for is a {@link UserError} that names file
 * and key. Strict: no key twice, nothing after the object.
 */
public final class JsonKeys {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final int LARGEST = 1 << 24;

  private final String file;
  private final String path;
  private final JsonNode node;

  private JsonKeys(String file, String path, JsonNode node) {
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

  /**
   * The object in a file, which may be a pipe.
   *
   * @param what it should be, for messages: "a design file"
   */
  public static JsonKeys read(Path file, String what) {
    return parse(file.toString(), TextFile.read(file, what));
  }

  /** The object in a text that comes from {@code place}. */
  public static JsonKeys parse(String place, String text) {
    try {
      return new JsonKeys(place, "", JSON.readTree(text));
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
      throw UserError.at(
          place + line, e.getOriginalMessage().lines().findFirst().orElse("?"), "JSON");
    }
  }

  /** File, and path of this object in it. */
  public String place() {
    return path.isEmpty() ? file : file + ": " + path;
  }

  /** File, and path of a key in it. */
  public String place(String key) {
    return file + ": " + (path.isEmpty() ? key : path + "." + key);
  }

  /** Refuses any other key. */
  public void only(List<String> known) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw UserError.at(place(name), "unknown key", "one of " + String.join(", ", known));
      }
    }
  }

  /** What is there, or null. */
  public JsonNode optional(String key) {
    return node.get(key);
  }

  /** The object of a key. */
  public JsonKeys object(String key) {
    return new JsonKeys(file, path.isEmpty() ? key : path + "." + key, required(key, "an object"));
  }

  /** The text of a key. */
  public String text(String key) {
    JsonNode value = required(key, "a text");
    if (!value.isTextual()) {
      throw UserError.at(place(key), value, "a text");
    }
    return value.textValue();
  }

  /** One of some texts. */
  public String text(String key, List<String> allowed) {
    String value = text(key);
    if (!allowed.contains(value)) {
      throw UserError.at(place(key), value, "one of " + String.join(", ", allowed));
    }
    return value;
  }

  /** One of some texts, or {@code otherwise} if the key is missing. */
  public String text(String key, String otherwise, List<String> allowed) {
    return node.has(key) ? text(key, allowed) : otherwise;
  }

  /** As above; without a default the key must be there. */
  public String word(String key, String otherwise, List<String> allowed) {
    return otherwise == null ? text(key, allowed) : text(key, otherwise, allowed);
  }

  /** A list of texts. */
  public List<String> texts(String key) {
    JsonNode list = required(key, "a list of texts");
    List<String> values = new ArrayList<>();
    for (JsonNode value : list) {
      if (!value.isTextual()) {
        throw UserError.at(place(key) + "[" + values.size() + "]", value, "a text");
      }
      values.add(value.textValue());
    }
    if (!list.isArray()) {
      throw UserError.at(place(key), list, "a list of texts");
    }
    return values;
  }

  /** A finite number above 0, or {@code otherwise} if the key is missing. */
  public double number(String key, double otherwise) {
    JsonNode value = node.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isNumber() || !(value.doubleValue() > 0 && Double.isFinite(value.doubleValue()))) {
      throw UserError.at(place(key), value, "a number above 0");
    }
    return value.doubleValue();
  }

  /** True or false. */
  public boolean truth(String key, boolean otherwise) {
    JsonNode value = node.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw UserError.at(place(key), value, "true or false");
    }
    return value.booleanValue();
  }

  /** A whole number from 1 to 2^24. */
  public int positive(String key) {
    return positive(place(key), required(key, "a whole number of at least 1"));
  }

  /** A whole number from 1 to 2^24, or {@code otherwise} if the key is missing. */
  public int positive(String key, int otherwise) {
    return node.has(key) ? positive(key) : otherwise;
  }

  /** A list of whole numbers from 1 to 2^24. */
  public int[] positives(String key) {
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

  /** A whole number of 32 bits. */
  public int integer(String key) {
    return integer(place(key), required(key, "a whole number"));
  }

  /** A list of whole numbers of 32 bits. */
  public List<Integer> integers(String key) {
    return list(place(key), node.get(key), JsonKeys::integer);
  }

  /** A list of lists of whole numbers of 32 bits. */
  public List<List<Integer>> integerLists(String key) {
    return list(place(key), node.get(key), (place, one) -> list(place, one, JsonKeys::integer));
  }

  /** A list of lists of numbers. */
  public List<List<Double>> numberLists(String key) {
    return list(place(key), node.get(key), (place, one) -> list(place, one, JsonKeys::number));
  }

  private static <T> List<T> list(
      String place, JsonNode list, BiFunction<String, JsonNode, T> element) {
    if (list == null || !list.isArray()) {
      throw UserError.at(place, list == null ? "missing" : list, "a list of numbers");
    }
    List<T> values = new ArrayList<>();
    for (JsonNode value : list) {
      values.add(element.apply(place + "[" + values.size() + "]", value));
    }
    return values;
  }

  private static double number(String place, JsonNode value) {
    if (!value.isNumber()) {
      throw UserError.at(place, value, "a number");
    }
    return value.doubleValue();
  }

  /** A whole number of 64 bits. */
  public long longInteger(String key) {
    JsonNode value = required(key, "a whole number");
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw UserError.at(place(key), value, "a whole number");
    }
    return value.longValue();
  }

  /** Whether a key is missing or null. */
  public boolean isNull(String key) {
    return !node.hasNonNull(key);
  }

  /** A number of 32 bits in hexadecimal. */
  public int word(String key) {
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
