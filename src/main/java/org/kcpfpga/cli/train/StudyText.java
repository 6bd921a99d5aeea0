package org.kcpfpga.cli.train;

import java.util.List;
import java.util.Locale;
import org.kcpfpga.study.Result;
import org.kcpfpga.study.Summary;

/** The results of a study in words. */
final class StudyText {
  private StudyText() {}

  /** One line for each format and size, below a heading. */
  static String table(List<Result> results) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%n%-8s %12s %16s %6s %10s %9s %8s %8s%n",
            "format",
            "parameters",
            "multiplications",
            "depth",
            "cycles/256",
            "accuracy",
            "spread",
            "fixed"));
    for (Summary s : Summary.of(results)) {
      Result r = s.first();
      text.append(
          String.format(
              Locale.ROOT,
              "%-8s %12d %16d %6d %10d %9.4f %8.4f %8s%n",
              r.format(),
              r.cost().parameters(),
              r.cost().multiplications(),
              r.cost().depth(),
              r.cost().cycles(),
              s.mean(),
              s.spread(),
              Double.isNaN(s.fixedMean())
                  ? "-"
                  : String.format(Locale.ROOT, "%.4f", s.fixedMean())));
    }
    return text.toString();
  }
}
