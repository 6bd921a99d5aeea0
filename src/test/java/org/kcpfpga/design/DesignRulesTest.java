package org.kcpfpga.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kcpfpga.design.DesignTexts.GOOD;
import static org.kcpfpga.design.DesignTexts.LINEAR;
import static org.kcpfpga.design.DesignTexts.bus;
import static org.kcpfpga.design.DesignTexts.refused;
import static org.kcpfpga.design.DesignTexts.refusedMentioning;
import static org.kcpfpga.design.DesignTexts.with;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.CellWords;

/** What the values of a design may be, and what follows from those left out. */
class DesignRulesTest {
  @Test
  void everyCellIsRead() {
    refused(
        with("\"lstm\"", "\"sru\""),
        "d.json: cell: sru (expected: one of lstm, gru, rnn, linear, mgu)");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"lstm\", \"gates\": \"hard_sigmoid\"', LSTM_HARD_SIGMOID",
    "'\"lstm\", \"gates\": \"sigmoid\", \"reset\": \"after\"', LSTM",
    "'\"gru\", \"reset\": \"after\"', GRU",
    "'\"gru\", \"reset\": \"before\"', GRU_RESET_BEFORE",
    "'\"gru\", \"reset\": \"before\", \"gates\": \"hard_sigmoid\"', GRU_RESET_BEFORE_HARD_SIGMOID",
    "'\"mgu\", \"gates\": \"hard_sigmoid\"', MGU_HARD_SIGMOID"
  })
  void gatesAndResetSayWhichCellOfTheName(String words, CellKind kind) {
    String text = GOOD.replace("[6, 1]", "[3, 2]").replace("\"lstm\"", words);
    Design design = DesignFile.parse("d.json", text);
    assertThat(design.cell()).isEqualTo(kind);
    assertThat(CellWords.of(kind).get("gates"))
        .isEqualTo(words.contains("hard") ? "hard_sigmoid" : null);
    assertThat(CellWords.of(kind).get("reset"))
        .isEqualTo(words.contains("before") ? "before" : null);
  }

  @Test
  void wordsThatACellHasNoUseForAreRefused() {
    refused(
        with("\"lstm\"", "\"lstm\", \"gates\": \"relu\""),
        "d.json: gates: relu (expected: one of sigmoid, hard_sigmoid)");
    refused(
        with("\"lstm\"", "\"lstm\", \"reset\": \"before\""),
        "d.json: reset: before (expected: one of after)");
    refused(
        with("\"lstm\"", "\"mgu\", \"reset\": \"after\""),
        "d.json: reset: after (expected: one of before)");
    refused(
        with("\"lstm\"", "\"lstm_hard_sigmoid\""),
        "d.json: cell: lstm_hard_sigmoid (expected: one of lstm, gru, rnn, linear, mgu)");
  }

  @ParameterizedTest
  @CsvSource({"gru, 6, 9", "rnn, 2, 3"})
  void everyRecurrentCellHasItsGatesInModeOne(String cell, int inputRows, int hiddenRows) {
    String smaller = GOOD.replace("[6, 1]", "[3, 2]").replace("\"lstm\"", "\"" + cell + "\"");
    Design design = DesignFile.parse("d.json", smaller);
    assertThat(design.cell().jsonName()).isEqualTo(cell);
    // out of mode 1 is 2 and 3
    assertThat(design.input().rows()).containsExactly(inputRows, 3);
    assertThat(design.hidden().rows()).containsExactly(hiddenRows, 2);
  }

  @Test
  void aLinearCellHasNoHiddenOperator() {
    Design design = DesignFile.parse("d.json", LINEAR);
    assertThat(design.cell()).isEqualTo(CellKind.LINEAR);
    assertThat(design.hidden()).isNull();
    assertThat(design.input().rows()).containsExactly(2, 3);
    // 6 rows times 36 columns
    assertThat(design.denseMacs()).isEqualTo(216);
    refused(
        with("\"lstm\"", "\"linear\""),
        "d.json: hidden: present (expected: missing for cell linear)");
    refused(
        LINEAR.replace("\"linear\"", "\"rnn\""), "d.json: hidden: missing (expected: an object)");
    refused(
        LINEAR.replace("\"inputLanes\"", "\"sequences\": 2, \"inputLanes\""),
        "d.json: sequences: 2 (expected: 1: a linear cell has no state)");
  }

  @Test
  void aBudgetStandsInPlaceOfLanes() {
    Design design = DesignFile.parse("d.json", with("\"inputLanes\": 4", "\"multipliers\": 5"));
    assertThat(design.lanes().budgeted()).isTrue();
    assertThat(design.lanes().multipliers()).isEqualTo(5);
    assertThat(design.lanes().input()).isZero();
    assertThat(DesignFile.parse("d.json", GOOD).lanes().budgeted()).isFalse();
    refused(
        with("\"inputLanes\": 4", "\"inputLanes\": 4, \"multipliers\": 5"),
        "d.json: multipliers: with inputLanes (expected: only one of inputLanes, multipliers,"
            + " interval)");
    refused(
        with("\"inputLanes\": 4", "\"multipliers\": 0"),
        "d.json: multipliers: 0 (expected: a whole number");
  }

  @Test
  void anIntervalStandsInPlaceOfLanes() {
    String timed = with("\"inputLanes\": 4", "\"interval\": 50");
    Design design = DesignFile.parse("d.json", timed);
    assertThat(design.lanes().timed()).isTrue();
    assertThat(design.lanes().key()).isEqualTo("interval");
    assertThat(design.lanes().value()).isEqualTo(50);
    assertThat(design).isEqualTo(DesignFile.parse("d.json", GOOD).withInterval(50));
    assertThat(DesignText.values(design)).containsEntry("interval", 50);
    assertThat(DesignText.values(design)).doesNotContainKeys("inputLanes", "multipliers");
    refused(
        with("\"inputLanes\": 4", "\"interval\": 50, \"multipliers\": 5"),
        "d.json: interval: with multipliers (expected: only one of inputLanes, multipliers,");
    refused(
        with("\"inputLanes\": 4", "\"interval\": 0"),
        "d.json: interval: 0 (expected: a whole number");
  }

  @Test
  void lanesAndBudgetReplaceEachOther() {
    Design lanes = DesignFile.parse("d.json", GOOD);
    Design budget = lanes.withMultipliers(5);
    assertThat(budget)
        .isEqualTo(DesignFile.parse("d.json", with("\"inputLanes\": 4", "\"multipliers\": 5")));
    assertThat(budget.withLanes(4)).isEqualTo(lanes);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6, 9, 12, 18, 36})
  void aBusMayBeAnyDivisorOfTheVectorThatFeedsTheLanes(int bus) {
    // N = 36, p = 4
    Design design = DesignFile.parse("d.json", bus(bus));
    assertThat(design.lanes().bus()).isEqualTo(bus);
    assertThat(Planner.plan(design).pipeline().stream().busLanes()).isEqualTo(bus);
  }

  @Test
  void otherBusesAreRefused() {
    refused(bus(3), "d.json: busLanes: 3 (expected: at least inputLanes = 4, or");
    refused(
        bus(8),
        "d.json: busLanes: 8 (expected: a divisor of N = 36: 1, 2, 3, 4, 6, 9, 12, 18, 36)");
    refused(bus(0), "d.json: busLanes: 0 (expected: a whole number");
    assertThat(Planner.plan(DesignFile.parse("d.json", GOOD)).pipeline().stream().busLanes())
        .as("without busLanes the bus is as wide as the lanes")
        .isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 256})
  void upTo256SequencesAreKeptApart(int sequences) {
    String text = with("\"sequences\": 1", "\"sequences\": " + sequences);
    assertThat(DesignFile.parse("d.json", text).sequences()).isEqualTo(sequences);
  }

  @Test
  void factorsMayBeLoadable() {
    assertThat(DesignFile.parse("d.json", with("\"rom\"", "\"loadable\"")).loadable()).isTrue();
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    refused(
        with("\"sequences\": 1", "\"sequences\": 257"),
        "d.json: sequences: 257 (expected: 1 to 256)");
    refused(with("\"rom\"", "\"ram\""), "d.json: factors: ram (expected: one of rom, loadable)");
  }

  @Test
  void lanesThatDivideNothingListTheDivisors() {
    refused(
        with("\"inputLanes\": 4", "\"inputLanes\": 5"),
        "d.json: inputLanes: 5 (expected: a divisor of n_d = 12: 1, 2, 3, 4, 6, 12)");
    refused(
        with("\"inputLanes\": 4", "\"inputLanes\": 24"),
        "d.json: inputLanes: 24 (expected: a divisor of n_d = 12: 1, 2, 3, 4, 6, 12)");
    refused(
        with("\"outputLanes\": 3", "\"outputLanes\": 4"),
        "d.json: outputLanes: 4 (expected: a divisor of hidden size = 6: 1, 2, 3, 6)");
  }

  @Test
  void modesWhoseProductsDifferAreRefused() {
    refusedMentioning(
        with("[3, 2]", "[3, 3]"), "d.json: hidden: 6 x 9 (expected: 6 x 6, the hidden size");
    refusedMentioning(
        with("[6, 1]", "[6, 2]"), "d.json: hidden: 12 x 6 (expected: 6 x 6, the hidden size");
  }

  @Test
  void listsOfAnotherLengthAreRefused() {
    refusedMentioning(with("[2, 3]", "[6]"), "d.json: input.out: [6]", "expected: 2 modes");
    refusedMentioning(with("[2, 1]", "[2, 1, 1]"), "d.json: input: ranks: [2, 1, 1]", "2 modes");
    refusedMentioning(with("[3, 12]", "[]"), "d.json: input: in: []", "1 to 6 modes");
    refusedMentioning(with("[3, 12]", "[1, 1, 1, 1, 1, 3, 12]"), "d.json: input: in: [1, ", "6");
  }

  @Test
  void listsOfOneAndOfSixModesMustBeAsLongAsEachOther() {
    String hidden = ",\n \"hidden\"";
    String input = "{\"in\": [3, 12], \"out\": [2, 3], \"terms\": 2, \"ranks\": [2, 1]}";
    refused(
        with(input + hidden, input.replace("[3, 12]", "[36]") + hidden),
        "d.json: input.out: [2, 3] (expected: 1 modes, as many as in)");
    refused(
        with(input + hidden, input.replace("[3, 12]", "[1, 1, 1, 1, 3, 12]") + hidden),
        "d.json: input.out: [2, 3] (expected: 6 modes, as many as in)");
    refused(
        with(input + hidden, input.replace("[3, 12]", "[]").replace("[2, 3]", "[]") + hidden),
        "d.json: input: in: [] (expected: 1 to 6 modes)");
  }

  @Test
  void theLargestNumberIsTwoToThe24() {
    refused(
        with("\"inputLanes\": 4", "\"inputLanes\": 16777216"),
        "d.json: inputLanes: 16777216 (expected: a divisor of n_d = 12");
    refused(
        with("\"inputLanes\": 4", "\"inputLanes\": 16777217"),
        "d.json: inputLanes: 16777217 (expected: a whole number from 1 to 16777216)");
  }

  @Test
  void aRankAboveItsModeIsRefused() {
    // mode 2 of the hidden operator: n = 2, rows = 1
    refusedMentioning(
        with("[2, 2]", "[2, 3]"), "d.json: hidden: ranks: mode 2: 3 (expected: at most 2");
  }

  @ParameterizedTest
  @CsvSource({"activation,9", "factor,10", "latent,11", "state,12"})
  void widthsOutsideFourToEighteenAreRefused(String key, int bits) {
    for (int other : new int[] {3, 19}) {
      refused(
          with("\"" + key + "\": " + bits, "\"" + key + "\": " + other),
          "d.json: bits." + key + ": " + other + " (expected: 4 to 18 bits)");
    }
  }

  @Test
  void countersAreAsWideAsTheirRegistersUnlessChosen() {
    assertThat(DesignFile.parse("d.json", GOOD).counters()).isEqualTo(new CounterBits(32, 32));
    String chosen = with("\"inputLanes\": 4", "\"inputLanes\": 4, \"counters\": {\"events\": 9}");
    assertThat(DesignFile.parse("d.json", chosen).counters()).isEqualTo(new CounterBits(9, 32));
  }

  @Test
  void aDesignIsCompactAndFillsSmallBlocksOnlyIfItSaysSo() {
    assertThat(DesignFile.parse("d.json", GOOD).implementation().compact()).isFalse();
    assertThat(DesignFile.parse("d.json", GOOD).implementation().blockBits()).isEqualTo(2048);
    String keys = "\"inputLanes\": 4, \"compact\": true, \"blockBits\": 100";
    Design chosen = DesignFile.parse("d.json", with("\"inputLanes\": 4", keys));
    assertThat(chosen.implementation().compact()).isTrue();
    assertThat(chosen.implementation().blockBits()).isEqualTo(100);
    refused(
        with("\"inputLanes\": 4", "\"inputLanes\": 4, \"compact\": 1"),
        "d.json: compact: 1 (expected: true or false)");
    refused(
        with("\"inputLanes\": 4", "\"inputLanes\": 4, \"blockBits\": 0"),
        "d.json: blockBits: 0 (expected: a whole number from 1 to 16777216)");
  }

  @ParameterizedTest
  @CsvSource({"events, 3", "events, 33", "saturations, 3", "saturations, 33"})
  void countersOfOtherWidthsAreRefused(String counter, int bits) {
    String counters = ", \"counters\": {\"" + counter + "\": " + bits + "}";
    refused(
        with("\"inputLanes\": 4", "\"inputLanes\": 4" + counters),
        "d.json: counters." + counter + ": " + bits + " (expected: 4 to 32)");
  }
}
