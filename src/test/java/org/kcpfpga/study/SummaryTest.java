package org.kcpfpga.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {
  @TempDir private Path folder;

  private static Result result(String format, int budget, int seed, double accuracy, Double fixed) {
    Result.Cost cost = new Result.Cost(10, 20, 3, 4);
    Result.Core core = fixed == null ? null : new Result.Core(5, 6);
    return new Result("s", format, budget, seed, cost, accuracy, fixed, core);
  }

  @Test
  void meanAndSpreadAreThoseOfTheSeeds() {
    List<Summary> all =
        Summary.of(
            List.of(
                result("kcp", 100, 1, 0.5, 0.25),
                result("kcp", 100, 2, 0.75, 0.75),
                result("kcp", 200, 1, 1, 1.0),
                result("tt", 100, 1, 0.125, null)));
    assertThat(all).hasSize(3);
    assertThat(all.get(0).mean()).isCloseTo(0.625, offset(1e-12));
    assertThat(all.get(0).spread()).isCloseTo(0.25, offset(1e-12));
    assertThat(all.get(0).fixedMean()).isCloseTo(0.5, offset(1e-12));
    assertThat(all.get(2).fixedMean()).isNaN();
  }

  @Test
  void aResultIsReadBackUnlessItIsAnotherJobsOrBroken() throws Exception {
    Path file = folder.resolve("r.json");
    for (Double fixed : new Double[] {0.5, null}) {
      Result result = result("kcp", 100, 1, 0.75, fixed);
      result.write(file);
      assertThat(Result.read(file, "s")).isEqualTo(result);
    }
    assertThat(Result.read(file, "other")).isNull();
    Files.writeString(file, Files.readString(file).substring(0, 30));
    assertThat(Result.read(file, "s")).isNull();
    assertThat(Result.read(folder.resolve("none"), "s")).isNull();
  }
}
