package org.kcpfpga.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.kcpfpga.common.UserError;

/** Why some things cannot be seen: a file of lines "pattern =&gt; reason", # before a comment. */
public final class Reasons {
  private static final String BETWEEN = " => ";

  private final Map<Pattern, String> reasons = new LinkedHashMap<>();

  private Reasons() {}

  public static Reasons read(Path file) {
    Reasons read = new Reasons();
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          int at = line.indexOf(BETWEEN);
          if (at < 0) {
            throw UserError.at(file.toString(), line, "pattern" + BETWEEN + "reason");
          }
          Pattern pattern = Pattern.compile(line.substring(0, at));
          read.reasons.put(pattern, line.substring(at + BETWEEN.length()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  /** The reason for what this line describes, or null. */
  public String of(String line) {
    return reasons.entrySet().stream()
        .filter(reason -> reason.getKey().matcher(line).find())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
