package org.kcpfpga.cli.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kcpfpga.verify.coverage.CoverageScore;
import org.kcpfpga.verify.coverage.CoverageSuite;
import org.kcpfpga.verify.coverage.FunctionalBins;

/** Scores of coverage as keys and values. */
public final class CoverageValues {
  private CoverageValues() {}

  /**
   * All of them.
   *
   * @param code lines of the Java code, or null
   * @param toggles whether toggles were counted
   * @param binned whether combinations were
   */
  public static Map<String, Object> of(
      CoverageSuite.Outcome rtl, CoverageScore code, boolean toggles, boolean binned) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("rtlLines", score(rtl.lines()));
    values.put("rtlLinesOfEveryCorePercent", rtl.corePercent());
    values.put("rtlBranches", score(rtl.branches()));
    values.put("rtlToggles", toggles ? score(rtl.toggles()) : null);
    values.put("bins", binned ? bins(rtl.bins()) : null);
    values.put("javaLines", code == null ? null : score(code));
    return values;
  }

  private static Map<String, Object> score(CoverageScore score) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("percent", score.percent());
    values.put("covered", score.covered());
    values.put("total", score.total());
    values.put("explained", score.explained().size());
    values.put("unexplained", score.unexplained());
    return values;
  }

  private static Map<String, Object> bins(FunctionalBins bins) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("hit", bins.hit());
    values.put("reachable", bins.reachable());
    values.put("missed", bins.missed().stream().map(FunctionalBins.Bin::toString).toList());
    values.put("unreachable", bins.unreachable());
    return values;
  }
}
