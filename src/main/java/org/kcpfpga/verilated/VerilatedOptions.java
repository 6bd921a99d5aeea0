package org.kcpfpga.verilated;

import java.util.ArrayList;
import java.util.List;

/**
 * How a design is Verilated.
 *
 * @param checked assertions on, registers and unknown values random until something sets them
 * @param effort what the C++ compiler is asked for
 * @param traced waves can be written; costs speed even while none are
 */
public record VerilatedOptions(boolean checked, Effort effort, boolean traced) {

  /** On 40 and 300 small modules THOROUGH ran 1.3 times as fast, for up to twice the compile. */
  public enum Effort {
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

  /** For speed: no assertions, no waves. */
  public static final VerilatedOptions FAST = new VerilatedOptions(false, Effort.THOROUGH, false);

  /** For tests: assertions, random start values, short compile. */
  public static final VerilatedOptions CHECKED = new VerilatedOptions(true, Effort.QUICK, false);

  /** The same with waves. */
  public VerilatedOptions withTrace() {
    return new VerilatedOptions(checked, effort, true);
  }

  /** The same with another effort. */
  public VerilatedOptions with(Effort other) {
    return new VerilatedOptions(checked, other, traced);
  }

  /** The flags for Verilator. */
  List<String> verilatorFlags() {
    List<String> flags = new ArrayList<>(List.of("-O3", "-Wno-fatal", "--no-timing"));
    flags.addAll(
        checked
            ? List.of("--assert", "--x-assign", "unique", "--x-initial", "unique")
            : List.of("--x-assign", "fast", "--x-initial", "fast"));
    if (traced) {
      flags.add("--trace");
    }
    return List.copyOf(flags);
  }

  /** The flags for the C++ compiler. */
  List<String> compilerFlags() {
    return List.of(effort.flag(), "-DVM_TRACE=" + (traced ? 1 : 0));
  }
}
