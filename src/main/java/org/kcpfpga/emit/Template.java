package org.kcpfpga.emit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text beside the classes of this package, with places {@code @{name}} to be filled. */
final class Template {
  private static final Pattern PLACE = Pattern.compile("@\\{(\\w+)\\}");

  private Template() {}

  /**
   * The text with all places filled; what is filled in is not looked at again.
   *
   * @throws IllegalArgumentException if a place has no value
   */
  static String filled(String name, Map<String, ?> values) {
    return PLACE
        .matcher(read(name))
        .replaceAll(
            place -> {
              Object value = values.get(place.group(1));
              if (value == null) {
                throw new IllegalArgumentException(name + ": " + place.group());
              }
              return Matcher.quoteReplacement(value.toString());
            });
  }

  private static String read(String name) {
    try (InputStream text = Template.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
