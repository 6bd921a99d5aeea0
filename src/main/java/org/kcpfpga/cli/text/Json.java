package org.kcpfpga.cli.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;

/** The answer to {@code --json}: one object, on stdout, and nothing else. */
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final ObjectMapper LINES = new ObjectMapper();

  private Json() {}

  /** A record or a map as one JSON object in one line. */
  public static String line(Object answer) {
    try {
      return LINES.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON for " + answer.getClass(), e);
    }
  }

  /** A record that was printed by another process of the same program. */
  public static <T> T read(JsonNode printed, Class<T> type) {
    try {
      return LINES.treeToValue(printed, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no " + type + " in JSON", e);
    }
  }

  /** Prints a record or a map as one JSON object; keys are the component names. */
  public static void print(PrintWriter out, Object answer) {
    try {
      out.println(MAPPER.writeValueAsString(answer));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON for " + answer.getClass(), e);
    }
  }
}
