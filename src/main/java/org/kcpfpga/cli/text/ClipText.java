package org.kcpfpga.cli.text;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Values that were clipped, for people: nothing if none were. */
public final class ClipText {
  private ClipText() {}

  /** "clipped: cell_pre 12 (0.25 a step)", a line with every stage that clipped. */
  public static String of(Map<String, Long> clips, long steps) {
    String stages =
        clips.entrySet().stream()
            .filter(stage -> stage.getValue() > 0)
            .map(stage -> one(stage.getKey(), stage.getValue(), steps))
            .collect(Collectors.joining(", "));
    return stages.isEmpty() ? "" : String.format(Locale.ROOT, "clipped: %s%n", stages);
  }

  private static String one(String stage, long count, long steps) {
    return String.format(Locale.ROOT, "%s %d (%.3g a step)", stage, count, (double) count / steps);
  }
}
