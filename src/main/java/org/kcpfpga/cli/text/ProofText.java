package org.kcpfpga.cli.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.proof.Proof;
import org.kcpfpga.proof.ProofResult;

/** Results of proofs. */
public final class ProofText {
  private ProofText() {}

  /** One line of a proof that has ended. */
  public static String line(String design, ProofResult result) {
    Proof proof = result.proof();
    return String.format(
        Locale.ROOT,
        "%-6s %-24s %-13s %-14s %s %6.1f s%s",
        design,
        proof.block(),
        proof.group(),
        proof.method(),
        result.passed() ? "PASS" : "FAIL",
        result.seconds(),
        result.passed() ? "" : "  " + result.failure() + shown(result));
  }

  private static String shown(ProofResult result) {
    return result.trace() == null ? "" : ", see " + result.trace();
  }

  /** A proof as keys and values. */
  public static Map<String, Object> values(String design, ProofResult result) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("design", design);
    row.put("block", result.proof().block());
    row.put("group", result.proof().group());
    row.put("mode", result.proof().mode().label());
    row.put("steps", result.proof().steps());
    row.put("passed", result.passed());
    row.put("failure", result.failure());
    row.put("trace", result.trace() == null ? null : result.trace().toString());
    row.put("seconds", result.seconds());
    return row;
  }

  /** All proofs and how many of them passed. */
  public static Map<String, Object> totals(
      List<Map<String, Object>> proofs, long passed, double seconds) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("proofs", proofs);
    values.put("passed", passed);
    values.put("failed", proofs.size() - passed);
    values.put("seconds", seconds);
    return values;
  }

  /** The same in one line. */
  public static String line(int proofs, long passed, double seconds) {
    return String.format(
        Locale.ROOT,
        "%d proofs: %d passed, %d failed, %.0f s%n",
        proofs,
        passed,
        proofs - passed,
        seconds);
  }
}
