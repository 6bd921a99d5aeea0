package org.kcpfpga.plan.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.planner.Planner;

/** Which gates look up which table. */
class GateTableTest {
  private static final String FAST = "\"inputLanes\": 2,";

  private static List<GateTable> tables(String cell, int latentBits, String keys) {
    String text =
        """
        {"name": "a", "cell": "%s", %s
         "input": {"in": [3, 4], "out": [2, 3], "terms": 2, "ranks": [2, 2]},
         "hidden": {"in": [2, 3], "out": [2, 3], "terms": 2, "ranks": [2, 2]},
         "bits": {"activation": 8, "factor": 8, "latent": %d, "state": 16}}
        """;
    String design = String.format(Locale.ROOT, text, cell, keys, latentBits);
    return GateTable.of(Planner.plan(DesignFile.parse("d", design)));
  }

  private static List<String> names(String cell, int latentBits, String keys) {
    return tables(cell, latentBits, keys).stream().map(GateTable::name).toList();
  }

  @Test
  void twoReadersOfOneFunctionShareATable() {
    GateTable pair =
        new GateTable(
            "sigmoid_lane0_and_lane1",
            "sigmoid",
            28,
            256,
            List.of(List.of("forget_gate"), List.of("input_gate")));
    assertThat(tables("lstm", 16, FAST)).contains(pair).hasSize(3);
    assertThat(pair.reader("forget_gate")).isZero();
    assertThat(pair.reader("input_gate")).isOne();
    assertThat(pair.reader("output_gate")).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lstm | 16 | sigmoid_lane0_and_lane1, sigmoid_lane6, tanh_lane2_and_lane5",
        "gru  | 16 | sigmoid_lane0_and_lane3, tanh_lane2",
        "rnn  | 16 | tanh_lane0",
        "rnn  | 8  | hidden_gate_table",
        "gru  | 8  | candidate_gate_table, reset_gate_and_update_gate_table"
      })
  void tablesAreNamedAfterTheirReaders(String cell, int latentBits, String expected) {
    assertThat(String.join(", ", names(cell, latentBits, FAST))).isEqualTo(expected);
  }

  @Test
  void oneMultiplierAndLogicShareNothing() {
    // gates one after the other need one reader of each function
    assertThat(names("lstm", 16, "\"multipliers\": 1, \"compact\": true,"))
        .containsExactly("sigmoid_lane0", "tanh_lane0");
    // 256 words of 28 bits
    assertThat(names("lstm", 16, FAST + "\"blockBits\": 7169,")).hasSize(5);
    assertThat(names("lstm", 16, FAST + "\"blockBits\": 7168,")).hasSize(3);
  }
}
