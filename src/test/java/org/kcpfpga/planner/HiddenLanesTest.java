package org.kcpfpga.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.design.Lanes;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Pipeline;

/** Several elements of h in a cycle of the cell. */
class HiddenLanesTest {
  /** LSTM 6 to 20 with K = R = 2, the size of a jet tagger, in one mode. */
  private static final String JET =
      """
      {"name": "jet", "cell": "lstm",
       "input": {"in": [6], "out": [20], "terms": 2, "ranks": [2]},
       "hidden": {"in": [20], "out": [20], "terms": 2, "ranks": [2]},
       "interval": 24, "outputLanes": 20, "hiddenLanes": 20,
       "bits": {"activation": 8, "factor": 8, "latent": 16, "state": 16}}
      """;

  private static Design named(String name, Lanes lanes) {
    Design d = DesignFile.read(Path.of("designs", name + ".json"));
    return new Design(
        d.name(),
        d.cell(),
        d.input(),
        d.hidden(),
        lanes,
        d.bits(),
        d.sequences(),
        d.implementation());
  }

  /** As many cycles as asked for, by L elements of h at once. */
  private static Lanes interval(int cycles, int output, int hidden) {
    return new Lanes(0, 0, cycles, 0, 0, output, hidden);
  }

  @Test
  void lanesOfTheCellMeetLanesOfTheStagesAroundIt() {
    Pipeline pipeline = Planner.plan(named("fashion", interval(112, 2, 2))).pipeline();
    CellPlan cell = pipeline.cell();
    // 128 elements by two, four gates each, on eight multipliers each
    assertThat(cell.laneElements()).isEqualTo(64);
    assertThat(cell.beatTokens()).isEqualTo(8);
    assertThat(cell.multipliers()).isEqualTo(16);
    assertThat(cell.cycles()).isEqualTo(64);
    // four biases of 16 bits in a lane
    assertThat(cell.biasWords()).isEqualTo(64);
    assertThat(cell.biasWordBits()).isEqualTo(64);
    // two outputs of four gates, each of K R = 32 products
    ExpandPlan expand = pipeline.hidden().expand().get(2);
    assertThat(expand.outputTokens()).isEqualTo(8);
    assertThat(expand.multipliers()).isEqualTo(2 * 4 * 32);
    assertThat(expand.cycles()).isEqualTo(64);
    assertThat(expand.factorWords()).isEqualTo(4);
    assertThat(expand.factorEntries()).isEqualTo(2 * 32);
    // two elements of h meet K R = 32 columns each
    ContractPlan contract = pipeline.hidden().contract().get(0);
    assertThat(contract.beatTokens()).isEqualTo(2);
    assertThat(contract.outputTokens()).isEqualTo(32);
    assertThat(contract.multipliers()).isEqualTo(64);
    assertThat(contract.cycles()).isEqualTo(64);
    assertThat(pipeline.into(Pipeline.CELL_INPUT).outTokens()).isEqualTo(8);
    assertThat(pipeline.feedback().inTokens()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"tedlium, 440, 4, 85", "timit, 440, 2, 68", "fashion, 112, 2, 780"})
  void theRecurrenceIsNoLongerTheLimit(String name, int interval, int lanes, int multipliers) {
    AcceleratorPlan plan = Planner.plan(named(name, interval(interval, lanes, lanes)));
    assertThat(plan.cycles().interval()).isLessThanOrEqualTo(interval);
    assertThat(plan.pipeline().multipliers()).isLessThanOrEqualTo(multipliers);
  }

  @Test
  void aSmallLayerTakesHardlyMoreThanItsLoop() {
    AcceleratorPlan plan = Planner.plan(DesignFile.parse("jet", JET));
    assertThat(plan.cycles().interval()).isLessThanOrEqualTo(24);
  }

  /** Two elements of 128 by two, as without them no core reaches 112 cycles. */
  @Tag("slow")
  @Test
  void thePlannerChoosesThemWhereAnIntervalIsGiven() {
    Design design = named("fashion", interval(112, 2, 0));
    AcceleratorPlan plan = Planner.plan(design);
    assertThat(plan.design()).isEqualTo(design);
    assertThat(plan.pipeline().cell().lanes()).isEqualTo(2);
    assertThat(plan.cycles().interval()).isLessThanOrEqualTo(112);
  }

  @Test
  void whatIsChosenIsNoLargerThanWithOneLane() {
    AcceleratorPlan chosen = Planner.plan(named("tiny", interval(60, 3, 0)));
    AcceleratorPlan one = Planner.plan(named("tiny", interval(60, 3, 1)));
    assertThat(chosen.pipeline().multipliers()).isLessThanOrEqualTo(one.pipeline().multipliers());
    assertThat(chosen.cycles().interval()).isLessThanOrEqualTo(60);
  }

  @Test
  void whatNoOutputTakesAndNoElementsDivideIsRefused() {
    assertRefused(interval(40, 1, 3), "tiny: outputLanes: 1 (expected: a multiple of hiddenLanes");
    assertRefused(interval(40, 4, 4), "tiny: outputLanes: 4 (expected: a divisor of hidden size");
    assertRefused(interval(40, 6, 4), "tiny: hiddenLanes: 4 (expected: a divisor of hidden size");
  }

  /** Each of three lanes multiplies, so that no core has fewer than three multipliers. */
  @Test
  void aBudgetIsKept() {
    for (int budget : new int[] {3, 4, 5, 7, 12, 30}) {
      Lanes lanes = new Lanes(0, budget, 0, 0, 0, 3, 3);
      AcceleratorPlan plan = Planner.plan(named("tiny", lanes));
      assertThat(plan.pipeline().multipliers()).isLessThanOrEqualTo(budget);
      assertThat(plan.pipeline().cell().lanes()).isEqualTo(3);
    }
    assertRefused(
        new Lanes(0, 2, 0, 0, 0, 3, 3), "multipliers: 2 (expected: at least one for each");
  }

  private static void assertRefused(Lanes lanes, String message) {
    assertThatThrownBy(() -> named("tiny", lanes).checked("tiny"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }

  @Test
  void aLinearCellHasNone() {
    assertThatThrownBy(() -> named("linear", new Lanes(1, 0, 0, 0, 0, 2, 2)).checked("linear"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("linear: hiddenLanes: 2 (expected: 1: a linear cell");
  }
}
