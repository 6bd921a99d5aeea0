package org.kcpfpga.verify.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageCountsTest {
  @TempDir Path folder;

  private static CoverageCounts counts(Map<String, Boolean> lines, int bin, int cores) {
    List<Long> bins =
        new ArrayList<>(Collections.nCopies(new FunctionalBins().counts().size(), 0L));
    bins.set(bin, 2L);
    return new CoverageCounts(
        new RtlCoverage.Counts(lines, Map.of("b", true), Map.of(), 10, 6), bins, cores, 1000);
  }

  @Test
  void aLineIsCoveredIfAnyRunCoversIt() throws IOException {
    Path reasons = Files.writeString(folder.resolve("reasons"), "z => because\n");
    CoverageCounts first = counts(Map.of("x", true, "y", false, "z", false), 0, 3);
    CoverageCounts second = counts(Map.of("x", false, "y", false), 1, 2);
    CoverageSuite.Outcome both = CoverageCounts.outcome(List.of(first, second), reasons);
    assertThat(both.lines().covered()).isEqualTo(1);
    assertThat(both.lines().unexplained()).containsExactly("y");
    assertThat(both.lines().explained()).isEqualTo(Map.of("z", "because"));
    assertThat(both.branches().percent()).isEqualTo(100);
    assertThat(both.corePercent()).isEqualTo(60);
    assertThat(both.coreLines()).isEqualTo(20);
    assertThat(both.bins().hit()).isEqualTo(2);
    assertThat(both.cores()).isEqualTo(5);
    assertThat(both.cycles()).isEqualTo(2000);
  }
}
