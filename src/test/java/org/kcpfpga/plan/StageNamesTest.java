package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.planner.Planner;

/** How many values a stage requantises, of which counters and reports give the clipped ones. */
class StageNamesTest {
  @TempDir Path folder;

  private Map<String, Long> requantised(String cell, long steps, long starts) throws IOException {
    String text =
        """
        {"name": "counted", "cell": "CELL", "inputLanes": 1,
         "input": {"in": [3, 4], "out": [2, 3], "terms": 2, "ranks": [2, 2]},
         "hidden": {"in": [2, 3], "out": [2, 3], "terms": 2, "ranks": [2, 2]}}
        """;
    Path file = Files.writeString(folder.resolve("d.json"), text.replace("CELL", cell));
    return StageNames.requantised(Planner.plan(DesignFile.read(file)), steps, starts);
  }

  /** A front of K n_1 R_2 = 2 x 3 x 2 values, 4 gates of 6 elements; the first step has no h. */
  @Test
  void ofAnLstm() throws IOException {
    assertThat(requantised("lstm", 7, 1))
        .containsEntry("input_front", 7 * 12L)
        .containsEntry("input_contract1", 7 * 8L)
        .containsEntry("input_expand1", 7 * 32L)
        .containsEntry("hidden_expand1", 6 * 32L)
        .containsEntry("cell_pre", 7 * 24L)
        .containsEntry("cell_state", 7 * 6L)
        .containsEntry("cell_hidden", 7 * 6L)
        .containsEntry("hidden_contract2", 7 * 8L)
        .containsEntry("hidden_contract1", 7 * 8L)
        .hasSize(9);
  }

  /** Pre-activations r, z, xn and un of 6 elements. */
  @Test
  void ofAGru() throws IOException {
    assertThat(requantised("gru", 2, 2))
        .containsEntry("cell_pre", 2 * 24L)
        .containsEntry("hidden_expand1", 0L);
  }
}
