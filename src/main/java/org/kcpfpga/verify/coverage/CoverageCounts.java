package org.kcpfpga.verify.coverage;

import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.verify.Reasons;

/**
 * What some cores counted. Counts of other cores can be added, so cores may run anywhere.
 *
 * @param rtl of the Verilog
 * @param bins how often each combination was met, in the order of {@link FunctionalBins}
 * @param cores how many
 * @param cycles of all runs
 */
public record CoverageCounts(RtlCoverage.Counts rtl, List<Long> bins, int cores, long cycles) {
  /**
   * What several runs covered together.
   *
   * @param reasons file of reasons why something cannot be covered
   */
  public static CoverageSuite.Outcome outcome(List<CoverageCounts> runs, Path reasons) {
    RtlCoverage rtl = new RtlCoverage();
    FunctionalBins bins = new FunctionalBins();
    for (CoverageCounts run : runs) {
      rtl.add(run.rtl());
      bins.add(run.bins());
    }
    Reasons read = Reasons.read(reasons);
    return new CoverageSuite.Outcome(
        rtl.lines(read),
        rtl.branches(read),
        rtl.toggles(read),
        rtl.corePercent(),
        rtl.coreLines(),
        bins,
        runs.stream().mapToInt(CoverageCounts::cores).sum(),
        runs.stream().mapToLong(CoverageCounts::cycles).sum());
  }
}
