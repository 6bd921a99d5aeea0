package org.kcpfpga.verify.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.verify.Reasons;
import org.kcpfpga.verilated.CoveragePoint;

/**
 * Coverage of the Verilog of many cores.
 *
 * <p>Cores differ in widths, constants and numbers of lines, so that a line is known by its module
 * (without the name of the core), its text, and, where a module has that text several times, which
 * of them it is. It is covered if it ran in any core. Beside it stands the stricter count of the
 * lines of every core, each covered in that core.
 */
public final class RtlCoverage {
  private static final String CORE = "core";

  private final Map<String, Boolean> lines = new TreeMap<>();
  private final Map<String, Boolean> branches = new TreeMap<>();
  private final Map<String, Boolean> toggles = new TreeMap<>();
  private long coreLines;
  private long coreLinesCovered;

  /**
   * What was counted, by what it is, and whether it was covered.
   *
   * @param coreLines lines of every core by itself
   */
  public record Counts(
      Map<String, Boolean> lines,
      Map<String, Boolean> branches,
      Map<String, Boolean> toggles,
      long coreLines,
      long coreLinesCovered) {}

  /** All that was counted until now. */
  Counts counts() {
    return new Counts(lines, branches, toggles, coreLines, coreLinesCovered);
  }

  /** Adds what other cores counted. */
  void add(Counts others) {
    others.lines.forEach((what, covered) -> merge(lines, what, covered));
    others.branches.forEach((what, covered) -> merge(branches, what, covered));
    others.toggles.forEach((what, covered) -> merge(toggles, what, covered));
    coreLines += others.coreLines;
    coreLinesCovered += others.coreLinesCovered;
  }

  /** Adds what a core counted. */
  public synchronized void add(EmittedDesign design, List<CoveragePoint> points) {
    String top = design.top();
    String prefix = top.endsWith(CORE) ? top.substring(0, top.length() - CORE.length()) : "";
    Map<String, List<String>> texts = new HashMap<>();
    Map<String, Boolean> own = new HashMap<>();
    for (CoveragePoint point : points) {
      String name = name(point.module(), prefix);
      if (point.kind() == CoveragePoint.Kind.TOGGLE) {
        merge(toggles, "toggle " + name + ": " + point.what(), point.covered());
        continue;
      }
      List<String> text =
          texts.computeIfAbsent(point.file(), file -> numbered(design.verilog().get(file)));
      for (int line : point.lines()) {
        merge(own, "line " + name + ": " + text.get(line - 1), point.covered());
      }
      String branch = "branch " + name + ": " + point.what() + " of " + text.get(point.line() - 1);
      merge(branches, branch, point.covered());
    }
    own.forEach((line, covered) -> merge(lines, line, covered));
    coreLines += own.size();
    coreLinesCovered += own.values().stream().filter(covered -> covered).count();
  }

  /** Without the name of the core, and without Verilator's suffix for parameters. */
  private static String name(String module, String prefix) {
    String own = module.startsWith(prefix) ? module.substring(prefix.length()) : module;
    return own.replaceFirst("__.*", "");
  }

  private static void merge(Map<String, Boolean> all, String what, boolean covered) {
    all.merge(what, covered, Boolean::logicalOr);
  }

  /** The lines of a file without indentation; "(2)" behind the second of equal ones, and so on. */
  private static List<String> numbered(String file) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : file.split("\n")) {
      String text = line.strip();
      int count = seen.merge(text, 1, Integer::sum);
      lines.add(count == 1 ? text : text + " (" + count + ")");
    }
    return lines;
  }

  /** Lines of procedural code. */
  CoverageScore lines(Reasons reasons) {
    return CoverageScore.of(lines, reasons);
  }

  /** Blocks that ran, and conditions that were true and false. */
  CoverageScore branches(Reasons reasons) {
    return CoverageScore.of(branches, reasons);
  }

  /** Bits of signals that rose and fell. */
  CoverageScore toggles(Reasons reasons) {
    return CoverageScore.of(toggles, reasons);
  }

  /** Lines of every core by itself, per cent. */
  public double corePercent() {
    return coreLines == 0 ? 100 : 100.0 * coreLinesCovered / coreLines;
  }

  /** Lines of all cores, each counted in every core. */
  public long coreLines() {
    return coreLines;
  }
}
