package org.kcpfpga.verify.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.verify.Reasons;

/**
 * How much of something was covered.
 *
 * @param covered how many
 * @param total of how many, those with a reason included
 * @param explained what was not covered, with the reason why nothing can
 * @param unexplained what else was not covered
 */
public record CoverageScore(
    int covered, int total, Map<String, String> explained, List<String> unexplained) {

  /** From what there is, described in a line each, and whether it was covered. */
  static CoverageScore of(Map<String, Boolean> all, Reasons reasons) {
    Map<String, String> explained = new TreeMap<>();
    List<String> unexplained = new ArrayList<>();
    int covered = 0;
    for (Map.Entry<String, Boolean> one : all.entrySet()) {
      if (one.getValue()) {
        covered++;
      } else if (reasons.of(one.getKey()) != null) {
        explained.put(one.getKey(), reasons.of(one.getKey()));
      } else {
        unexplained.add(one.getKey());
      }
    }
    return new CoverageScore(covered, all.size(), explained, unexplained);
  }

  /** Per cent covered; what has a reason counts as not covered. */
  public double percent() {
    return total == 0 ? 100 : 100.0 * covered / total;
  }
}
