package org.kcpfpga.cli.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.verify.cosim.CosimResult;
import org.kcpfpga.verify.cosim.RandomCosim;

/**
 * Results in lock step.
 *
 * @param values keys and values
 * @param line the same in one line
 */
public record CosimText(Map<String, Object> values, String line) {

  /** Of random designs. */
  public static CosimText of(RandomCosim.Total total, int designs, long seed, double seconds) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("designs", designs);
    values.put("seed", seed);
    values.put("steps", total.steps());
    values.put("cycles", total.cycles());
    values.put("stateAccesses", total.windows());
    values.put("mismatchedCycles", total.mismatchedCycles());
    values.put("mismatchedValues", total.mismatchedValues());
    values.put("firstMismatch", total.first());
    values.put("seconds", seconds);
    String line =
        String.format(
            Locale.ROOT,
            "%d random designs from seed %d: %d steps, %d accesses to states, %d cycles:"
                + " %d mismatched cycles, %d mismatched values: %s%n",
            designs,
            seed,
            total.steps(),
            total.windows(),
            total.cycles(),
            total.mismatchedCycles(),
            total.mismatchedValues(),
            total.first() == null ? "equal" : "DIFFERENT; first: " + total.first());
    return new CosimText(values, line);
  }

  /**
   * Of one design.
   *
   * @param setting what was asked for: design, seed and more
   * @param interval cycles between frames, as planned
   */
  public static CosimText of(
      Map<String, Object> setting, CosimResult result, long interval, double seconds) {
    Map<String, Object> values = new LinkedHashMap<>(setting);
    values.put("steps", result.steps());
    values.put("cycles", result.cycles());
    values.put("stateAccesses", result.windows());
    values.put("mismatchedCycles", result.mismatchedCycles());
    values.put("mismatchedValues", result.mismatchedValues());
    values.put("firstMismatch", result.first() == null ? null : result.first().toString());
    values.put("interval", interval);
    values.put("seconds", seconds);
    String line =
        String.format(
            Locale.ROOT,
            "%s, seed %d: %d steps, %d accesses to states, %d cycles: %d mismatched cycles,"
                + " %d mismatched values: %s%n",
            setting.get("design"),
            setting.get("seed"),
            result.steps(),
            result.windows(),
            result.cycles(),
            result.mismatchedCycles(),
            result.mismatchedValues(),
            result.equal() ? "equal" : different(result) + "; first: " + result.first());
    return new CosimText(values, line);
  }

  /** What differs, of pins and values. */
  private static String different(CosimResult result) {
    return result.mismatchedValues() == 0
        ? "DIFFERENT, not in the values delivered but in pins"
        : "DIFFERENT";
  }
}
