package org.kcpfpga.verilated.build;

import java.util.ArrayList;
import java.util.List;

/**
 * How a design is Verilated.
 *
 * @param checked assertions on, registers and unknown values random until something sets them
 * @param effort what the C++ compiler is asked for
 * @param traced waves can be written; costs speed even while none are
 * @param coverage what is counted
 */
public record VerilatedOptions(boolean checked, Effort effort, boolean traced, Coverage coverage) {

  /** On 40 and 300 small modules THOROUGH ran 1.3 times as fast, for up to twice the compile. */
  public enum Effort {
    /** {@code -O0}: counters of toggles are so much code that optimising it takes minutes. */
    NONE("-O0"),
    /** {@code -O1}: built to be run for a few seconds. */
    QUICK("-O1"),
    /** {@code -O2}: built once, run for long; {@code -O3} was no faster. */
    THOROUGH("-O2");

    private final String flag;

    Effort(String flag) {
      this.flag = flag;
    }

    String flag() {
      return flag;
    }
  }

  /** What a library counts while it runs. */
  public enum Coverage {
    /** Nothing. */
    OFF(),
    /** Lines and branches of procedural code; a few per cent of speed. */
    LINES("--coverage-line"),
    /** These and every bit that changes: ten times the C++. */
    TOGGLES("--coverage-line", "--coverage-toggle");

    private final List<String> flags;

    Coverage(String... flags) {
      this.flags = List.of(flags);
    }
  }

  /** For speed: no assertions, no waves. */
  public static final VerilatedOptions FAST =
      new VerilatedOptions(false, Effort.THOROUGH, false, Coverage.OFF);

  /** For tests: assertions, random start values, short compile. */
  public static final VerilatedOptions CHECKED =
      new VerilatedOptions(true, Effort.QUICK, false, Coverage.OFF);

  /** The same with waves. */
  public VerilatedOptions withTrace() {
    return withTrace(true);
  }

  /** The same with or without waves. */
  public VerilatedOptions withTrace(boolean wanted) {
    return new VerilatedOptions(checked, effort, wanted, coverage);
  }

  /** The same with another effort. */
  public VerilatedOptions with(Effort other) {
    return new VerilatedOptions(checked, other, traced, coverage);
  }

  /** The same, counting, and built as suits that. */
  public VerilatedOptions with(Coverage counted) {
    Effort built = counted == Coverage.TOGGLES ? Effort.NONE : effort;
    return new VerilatedOptions(checked, built, traced, counted);
  }

  boolean covered() {
    return coverage != Coverage.OFF;
  }

  /** The flags for Verilator. */
  List<String> verilatorFlags() {
    // the data-flow optimiser of Verilator 5.006 gets sums in netlists wrong
    List<String> flags = new ArrayList<>(List.of("-O3", "-fno-dfg", "-Wno-fatal", "--no-timing"));
    flags.addAll(
        checked
            ? List.of("--assert", "--x-assign", "unique", "--x-initial", "unique")
            : List.of("--x-assign", "fast", "--x-initial", "fast"));
    if (traced) {
      flags.add("--trace");
    }
    flags.addAll(coverage.flags);
    return List.copyOf(flags);
  }

  /** The flags for the C++ compiler. */
  List<String> compilerFlags() {
    return List.of(
        effort.flag(), "-DVM_TRACE=" + (traced ? 1 : 0), "-DVM_COVERAGE=" + (covered() ? 1 : 0));
  }
}
