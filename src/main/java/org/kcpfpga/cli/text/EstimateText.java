package org.kcpfpga.cli.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.fpga.Estimate;
import org.kcpfpga.fpga.Results;

/** Estimates of cores as a table. */
public final class EstimateText {
  /** What an estimate is. */
  public static final String NOTE = "synthesis only: Yosys, nothing placed or routed";

  private static final String ROW = "%-12s %8s %8s %8s %8s %6s %8s %6s";

  private EstimateText() {}

  /** The names of the columns. */
  public static String header() {
    return String.format(
        Locale.ROOT, ROW, "design", "LUTs", "FFs", "carries", "LUT RAM", "DSPs", "planned", "RAM");
  }

  /** What is said behind a row about its DSPs. */
  public static String remark(boolean right, long fewer) {
    if (!right) {
      return "  NOT as planned";
    }
    return fewer == 0 ? "" : "  " + fewer + " constant factors need none";
  }

  /** The figures of a design. */
  public static String row(String design, Estimate e, int planned) {
    return String.format(
        Locale.ROOT,
        ROW,
        design,
        e.luts(),
        e.flipFlops(),
        e.carries(),
        e.lutRams(),
        e.dsps(),
        planned,
        e.blockRams());
  }

  /** The table of all recorded estimates of a family. */
  public static Results.Table table(String name) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("design", "/design");
    columns.put("LUTs", "/estimate/luts");
    columns.put("flip-flops", "/estimate/flipFlops");
    columns.put("carry cells", "/estimate/carries");
    columns.put("LUT RAM cells", "/estimate/lutRams");
    columns.put("DSPs", "/estimate/dsps");
    columns.put("planned DSPs", "/plannedDsps");
    columns.put("block RAMs (18 kbit)", "/estimate/blockRams");
    return new Results.Table("Estimates for " + name + ", " + NOTE, columns);
  }
}
