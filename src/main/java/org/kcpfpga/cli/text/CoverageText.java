package org.kcpfpga.cli.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.kcpfpga.verify.coverage.CoverageScore;
import org.kcpfpga.verify.coverage.CoverageSuite;
import org.kcpfpga.verify.coverage.FunctionalBins;

/**
 * The coverage report in words.
 *
 * @param code lines of the Java code, or null
 * @param binned whether combinations are part of it
 */
public record CoverageText(
    CoverageSuite.Outcome rtl, CoverageScore code, boolean binned, double seconds) {
  /** Uncovered lines that the summary shows of each kind. */
  private static final int SHOWN = 20;

  /** A dozen lines, and the first uncovered lines. */
  public String summary(Path index, double least) {
    StringBuilder text = new StringBuilder(figures());
    missed(text, SHOWN);
    first(text, rtl.lines());
    if (code != null) {
      first(text, code);
    }
    text.append(
        String.format(
            Locale.ROOT, "at least %.1f %% of lines; all that is uncovered: %s%n", least, index));
    return text.toString();
  }

  private static void first(StringBuilder text, CoverageScore score) {
    List<String> all = score.unexplained();
    all.stream().limit(SHOWN).forEach(line -> text.append("uncovered: ").append(line).append('\n'));
    if (all.size() > SHOWN) {
      text.append(String.format(Locale.ROOT, "... and %d more%n", all.size() - SHOWN));
    }
  }

  private String figures() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d cores, calm and loud, %d cycles, %.0f s%n",
            rtl.cores(),
            rtl.cycles(),
            seconds));
    row(text, "RTL lines", rtl.lines());
    text.append(
        String.format(
            Locale.ROOT,
            "%-14s %6.2f %%  %d lines, each in every core%n",
            "of every core",
            rtl.corePercent(),
            rtl.coreLines()));
    row(text, "RTL branches", rtl.branches());
    if (rtl.toggles().total() > 0) {
      row(text, "RTL toggles", rtl.toggles());
    }
    if (binned) {
      FunctionalBins bins = rtl.bins();
      double percent = 100.0 * bins.hit() / bins.reachable();
      text.append(
          String.format(
              Locale.ROOT,
              "%-14s %6.2f %%  %d of %d combinations%n",
              "bins",
              percent,
              bins.hit(),
              bins.reachable()));
    }
    if (code != null) {
      row(text, "Java lines", code);
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String name, CoverageScore score) {
    text.append(
        String.format(
            Locale.ROOT,
            "%-14s %6.2f %%  %d of %d; of the rest %d explained, %d not%n",
            name,
            score.percent(),
            score.covered(),
            score.total(),
            score.explained().size(),
            score.unexplained().size()));
  }

  private void missed(StringBuilder text, int most) {
    if (binned) {
      rtl.bins().missed().stream()
          .limit(most)
          .forEach(bin -> text.append("never met: ").append(bin).append('\n'));
    }
  }

  /** The whole report, as Markdown. */
  public String page() {
    StringBuilder text = new StringBuilder("# Coverage\n\n```\n" + figures() + "```\n");
    if (binned) {
      text.append("\n## Combinations never met\n\n```\n");
      missed(text, Integer.MAX_VALUE);
      rtl.bins()
          .unreachable()
          .forEach((why, count) -> text.append(count + " unreachable: " + why + "\n"));
      text.append("```\n");
    }
    section(text, "RTL lines", rtl.lines());
    section(text, "RTL branches", rtl.branches());
    section(text, "RTL toggles", rtl.toggles());
    if (code != null) {
      section(text, "Java lines", code);
    }
    return text.toString();
  }

  private static void section(StringBuilder text, String name, CoverageScore score) {
    text.append("\n## " + name + " not covered\n\n```\n");
    score.unexplained().forEach(line -> text.append(line).append('\n'));
    text.append("```\n\nFor a reason:\n\n```\n");
    score.explained().forEach((line, why) -> text.append(line + " => " + why + "\n"));
    text.append("```\n");
  }
}
