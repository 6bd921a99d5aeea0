package org.kcpfpga.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of one format in one budget.
 *
 * @param results one a seed, at least one
 */
public record Summary(List<Result> results) {
  /** One for each format and budget, in the order of the results. */
  public static List<Summary> of(List<Result> results) {
    Map<String, List<Result>> groups = new LinkedHashMap<>();
    for (Result result : results) {
      String key = result.format() + " " + result.budget();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(result);
    }
    return groups.values().stream().map(Summary::new).toList();
  }

  /** The result of the first seed, for all that seeds do not change. */
  public Result first() {
    return results.get(0);
  }

  /** Mean accuracy in floating point. */
  public double mean() {
    return results.stream().mapToDouble(Result::accuracy).average().orElseThrow();
  }

  /** The largest accuracy less the smallest. */
  public double spread() {
    double largest = results.stream().mapToDouble(Result::accuracy).max().orElseThrow();
    return largest - results.stream().mapToDouble(Result::accuracy).min().orElseThrow();
  }

  /** Mean accuracy as the core computes; NaN if there is none. */
  public double fixedMean() {
    return results.stream()
        .mapToDouble(r -> r.fixed() == null ? Double.NaN : r.fixed())
        .average()
        .orElseThrow();
  }
}
