package org.kcpfpga.proof;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code yosys-smtbmc} prints. */
final class Verdict {
  private static final List<Pattern> FAILURES =
      List.of(
          Pattern.compile("Assert failed in \\S+: (\\S+)"),
          // newer versions say first where it is
          Pattern.compile("Unreached cover statement at (?:\\S+: )?(\\w+)"),
          Pattern.compile("(Assumptions are unsatisfiable)"));

  private Verdict() {}

  /** The name of what failed, in the text of a run that failed. */
  static String of(String text) {
    for (Pattern pattern : FAILURES) {
      Matcher found = pattern.matcher(text);
      if (found.find()) {
        return found.group(1);
      }
    }
    return text.strip().lines().reduce((first, last) -> last).orElse("no output");
  }
}
