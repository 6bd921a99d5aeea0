package org.kcpfpga.plan.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fixed.SaturationCounts;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.planner.Planner;

/**
 * Pins, registers, load targets and memories of a small core, by hand.
 *
 * <p>N = 3 * 4, two at a time, from a bus of four; M = 2 * 3; three sequences; words of 9 bits for
 * activations, 10 for factors, 11 for latents, 12 for the state.
 */
class CoreContentsTest {
  private static final AcceleratorPlan LSTM =
      plan(
          "lstm",
          "\"hidden\": {\"in\": [6], \"out\": [6], \"terms\": 1, \"ranks\": [2]}, \"sequences\":"
              + " 3,");
  private static final AcceleratorPlan LINEAR = plan("linear", "");

  private static AcceleratorPlan plan(String cell, String recurrent) {
    String text =
        """
        {"name": "a", "cell": "%s", %s
         "input": {"in": [3, 4], "out": [2, 3], "terms": 1, "ranks": [2, 1]},
         "inputLanes": 2, "busLanes": 4, "outputLanes": 3, "factors": "loadable",
         "bits": {"activation": 9, "factor": 10, "latent": 11, "state": 12}}
        """;
    return Planner.plan(DesignFile.parse("d", String.format(Locale.ROOT, text, cell, recurrent)));
  }

  @Test
  void everyActivationHasASlotOfItsOwnOnTheStreams() {
    // 9 bits take 16; of three sequences two bits number one, and one bit starts it
    assertThat(TopPorts.of(LSTM))
        .contains(
            new Port("s_axis_tdata", 4 * 16, true),
            new Port("s_axis_tuser", 3, true),
            new Port("m_axis_tdata", 3 * 16, false))
        .hasSize(29);
    assertThat(TopPorts.of(LINEAR)).contains(new Port("s_axis_tuser", 1, true));
    assertThat(TopPorts.slotBits(8)).isEqualTo(8);
    assertThat(TopPorts.slotBits(9)).isEqualTo(16);
    assertThat(TopPorts.slotBits(16)).isEqualTo(16);
    assertThat(TopPorts.slotBits(17)).isEqualTo(32);
  }

  @Test
  void aPinHasAPlainNameAndFillsWordsOf32Bits() {
    assertThat(Port.input("x", 32).words()).isEqualTo(1);
    assertThat(Port.output("x", 33).words()).isEqualTo(2);
    assertThat(Port.only(List.of(Port.input("i", 1), Port.output("o", 1)), false))
        .containsExactly(Port.output("o", 1));
    assertThatThrownBy(() -> new Port("a__b", 1, true))
        .isInstanceOf(UserError.class)
        .hasMessage("port: a__b (expected: letters, digits and single underscores)");
    assertThatThrownBy(() -> new Port("a", 0, true))
        .isInstanceOf(UserError.class)
        .hasMessage("port a: width: 0 (expected: at least 1 bit)");
  }

  @Test
  void everyRoundingStageHasACounterInTheOrderOfTheStream() {
    // the last expansion of each operator is exact
    assertThat(LSTM.saturationNames())
        .containsExactly(
            "input_front",
            "input_contract1",
            "input_expand1",
            "cell_pre",
            "cell_state",
            "cell_hidden",
            "hidden_contract1");
    // mode 1 is merged: R_1 = rows_1 = 2
    assertThat(LINEAR.saturationNames())
        .containsExactly("input_front", "input_contract1", "cell_hidden");
  }

  @Test
  void countsAreListedUnderTheNamesOfTheirStages() {
    // by mode: of the input 1 and 2, of the hidden operator 1
    SaturationCounts counts =
        new SaturationCounts(
            new long[] {10, 11}, new long[] {20, 21}, new long[] {30}, new long[] {40}, 5, 6, 7);
    assertThat(StageNames.of(LSTM, counts))
        .containsExactly(
            entry("input_front", 11L),
            entry("input_contract1", 10L),
            entry("input_expand1", 20L),
            entry("cell_pre", 5L),
            entry("cell_state", 6L),
            entry("cell_hidden", 7L),
            entry("hidden_contract1", 30L));
  }

  @Test
  void countersFollowTheOtherRegistersAndWindowsAreThereWhereTheCellHasThem() {
    List<RegisterMap.Register> lstm = RegisterMap.of(LSTM);
    assertThat(lstm).extracting(RegisterMap.Register::name).contains("load_data", "state_data");
    assertThat(lstm.subList(lstm.size() - 7, lstm.size()))
        .extracting(RegisterMap.Register::address)
        .containsExactly(0x40, 0x44, 0x48, 0x4c, 0x50, 0x54, 0x58);
    assertThat(lstm.get(lstm.size() - 1).name()).isEqualTo("saturations_hidden_contract1");
    assertThat(RegisterMap.of(LINEAR))
        .extracting(RegisterMap.Register::name)
        .contains("load_target", "load_data")
        .doesNotContain("sequence", "state_data", "hidden_data");
  }

  @Test
  void aLoadableCoreIsGivenTheWordsOfItsFactorsBiasesAndShifts() {
    assertThat(LoadMap.of(LSTM.pipeline()))
        .containsExactly(
            // V of mode 2: 4 entries, in two cells of two folds; one a word
            new LoadTarget("input_front", 10, 4),
            // V of mode 1, R = 2 entries for each of 3, one a word
            new LoadTarget("input_contract1", 10, 6),
            // U of mode 1: 4 gates, R = 2, for each of 2
            new LoadTarget("input_expand1", 4 * 2 * 10, 2),
            new LoadTarget("input_expand2", 10, 3),
            new LoadTarget("hidden_expand1", 4 * 2 * 10, 6),
            new LoadTarget("hidden_contract1", 2 * 10, 6),
            new LoadTarget("bias", 4 * 11, 6),
            // four stages that round, eight shifts of the cell
            new LoadTarget("shifts", 6, 12));
    assertThat(LoadMap.of(LINEAR.pipeline()))
        .extracting(LoadTarget::name)
        .containsExactly("input_front", "input_contract1", "input_expand2", "bias", "shifts");
    assertThat(new LoadTarget("a", 64, 1).chunks()).isEqualTo(2);
    assertThat(new LoadTarget("a", 65, 1).chunks()).isEqualTo(3);
  }

  @Test
  void theChecksumIsThatOfThePolynomial() {
    assertThat(LoadMap.step(0x40000000, 5)).isEqualTo(0x80000005);
    assertThat(LoadMap.step(0x80000000, 1)).isEqualTo(0x04C11DB6);
    assertThat(LoadMap.step(LoadMap.START, 0)).isEqualTo(0xFB3EE249);
  }

  @Test
  void memoriesHoldFactorsSumsTokensBiasesStatesAndTables() {
    assertThat(Memories.of(LSTM))
        .filteredOn(memory -> !memory.owner().endsWith("_queue"))
        .contains(
            distributed("input_contract1", "factors", 10, 6),
            // 2 sums of 3 products, one after the other: 11 + 10 + 2 bits
            distributed("input_contract1", "accumulators", 23, 2),
            distributed("input_expand1", "factors", 80, 2),
            distributed("input_expand1", "tokens", 2 * 11, 2),
            distributed("cell", "bias", 44, 6),
            distributed("cell", "states", 12, 3 * 6),
            // 11 bits, and the 7 of a slope: 16 * 2^9 / 256 + 1 = 33 with its sign
            new MemoryPlan("cell", "sigmoid_lane0_and_lane1", 18, 256, MemoryPlan.Kind.BLOCK));
    assertThat(Memories.of(LSTM))
        .filteredOn(memory -> memory.owner().equals("cell"))
        .as("bias, states, 3 sigmoids in a pair and one, 2 tanh in a pair")
        .hasSize(5);
    assertThat(Memories.bits(LSTM, "input_contract1")).isEqualTo(60 + 46);
    assertThat(Memories.of(LINEAR))
        .filteredOn(memory -> memory.owner().equals("cell"))
        .containsExactly(distributed("cell", "bias", 11, 6));
  }

  private static MemoryPlan distributed(String owner, String name, int width, int depth) {
    return new MemoryPlan(owner, name, width, depth, MemoryPlan.Kind.DISTRIBUTED);
  }

  @Test
  void blocksAreForMemoriesThatAreDeepAndLarge() {
    assertThat(MemoryPlan.inBlocks(1000, 64, 2048)).as("not deep").isFalse();
    assertThat(MemoryPlan.inBlocks(31, 66, 2048)).as("2,046 bits").isFalse();
    assertThat(MemoryPlan.inBlocks(16, 128, 2048)).as("2,048 bits").isTrue();
    assertThat(MemoryPlan.inBlocks(1000, 65, 2048)).isTrue();
    assertThat(MemoryPlan.inBlocks(8, 128, 1024))
        .as("a design that has block RAM to spare")
        .isTrue();
    assertThat(MemoryPlan.inBlocks(1 << 16, 1 << 16, 2048)).as("more bits than an int").isTrue();
  }
}
