package org.kcpfpga.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.DesignCopies;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;

/** Plans of the named designs: multiplications by hand, cycles and multipliers as promised. */
public class PlannerTest {
  /** Budgets that are asked of every shape, ascending. */
  private static final int[] BUDGETS = {1, 2, 3, 5, 16, 64};

  private static Design design(String name) {
    return DesignFile.read(Path.of("designs", name + ".json"));
  }

  /** The plan of a design; says how long planning took. */
  private static AcceleratorPlan planned(Design design, String what) {
    long start = System.nanoTime();
    AcceleratorPlan plan = Planner.plan(design);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "planned %s in %.2f s: %d cycles, %d multipliers%n",
        what,
        seconds,
        plan.cycles().interval(),
        plan.pipeline().multipliers());
    return plan;
  }

  @Test
  void theVideoShapeRunsAtTheLimitOfItsInput() {
    AcceleratorPlan plan = planned(design("ytc-212"), "ytc-212");
    // 2*(8+4) + 2*(8+20) + 2*(8+20) + 2*(2+36) = 24 + 56 + 56 + 76
    assertThat(plan.design().input().parameters()).isEqualTo(212);
    // 57600 / 12
    assertThat(plan.inputBound()).isEqualTo(4800);
    assertThat(plan.cycles().interval()).isEqualTo(4800);
    // 12 lanes, 1 term, rank 2
    assertThat(plan.pipeline().front().multipliers()).isEqualTo(24);
    assertThat(plan.design().denseMacs()).isEqualTo(1024L * (57_600 + 256));
    assertThat(plan.denseMacsPerCycleAndMultiplier()).isGreaterThanOrEqualTo(400);
  }

  /** The last mode of the input has rows = R = 2: by the full A it needs no expansion. */
  @Test
  void theVideoShapesMultiplicationsAreThoseOfTheFormulas() {
    Pipeline pipeline = Planner.plan(design("ytc-212")).pipeline();
    // contract i: n_1..n_i * R_i..R_4; expand i: rows_1..rows_i * R_i..R_4; n = 4, 20, 20, 36
    assertThat(pipeline.front().multiplications()).isEqualTo(57_600 * 2);
    assertThat(work(pipeline.input().contract())).containsExactly(1600L * 4, 80L * 8, 4L * 16);
    // rows = 8, 8, 8, 2; R_4 = 2 = rows_4 is a full matrix, whose U = I
    assertThat(work(pipeline.input().expand())).containsExactly(8L * 16, 64L * 8, 512L * 4, 0L);
    // n = 4, 4, 4, 4 and rows = 16, 4, 4, 4; R = 2, 4, 2, 2, for mode 2 is merged
    assertThat(work(pipeline.hidden().contract()))
        .containsExactly(256L * 2, 64L * 4, 16L * 16, 4L * 32);
    assertThat(work(pipeline.hidden().expand())).containsExactly(16L * 32, 0L, 256L * 4, 1024L * 2);
    // 256 elements: 5 interpolations, f*c, i*g, o*tanh(c)
    assertThat(pipeline.cell().multiplications()).isEqualTo(256 * 8);
    // 115200+6400+640+64 and 128+512+2048, 512+256+256+128 and 512+1024+2048, 2048
    assertThat(pipeline.multiplications()).isEqualTo(131_776);
  }

  /**
   * 16 lanes take the last mode of 16 in one beat, so that 16 * 2 * 2 cells have one factor each.
   */
  @Test
  void whatMultipliesByAConstantIsTheFrontThatNeverTurns() {
    Design one = design("ucf50");
    assertThat(Planner.plan(one).constantDsps()).isEqualTo(64);
    assertThat(Planner.plan(one.withLoadableFactors()).constantDsps()).isZero();
    assertThat(Planner.plan(design("tiny")).constantDsps()).isZero();
    assertThat(Planner.plan(design("fashion")).constantDsps()).isZero();
  }

  @Test
  void theTinyDesignsMultiplicationsAreThoseOfTheFormulas() {
    Pipeline pipeline = Planner.plan(design("tiny")).pipeline();
    // K = 2, R = 2; front 12*4, contract 3*2*4
    assertThat(pipeline.front().multiplications()).isEqualTo(48);
    assertThat(work(pipeline.input().contract())).containsExactly(24L);
    // input 48+24 and 64+96, hidden 24+16 and 64+96, cell 6*8
    assertThat(pipeline.multiplications()).isEqualTo(480);
  }

  @Test
  void theFashionDesignsMultiplicationsAreThoseOfTheFormulas() {
    Pipeline pipeline = Planner.plan(design("fashion")).pipeline();
    // input 3584+1024+512 and 2048+4096+16384, hidden 4096+1024+512 and the same, cell 128*8
    assertThat(pipeline.multiplications()).isEqualTo(56_832);
  }

  /** Cycles as measured: they show that a change of the planner changed the small designs. */
  @ParameterizedTest
  @CsvSource({"tiny, 28, 37, 70", "fashion, 584, 168, 287"})
  void theSmallDesignsFiguresStay(String name, int multipliers, long interval, long latency) {
    AcceleratorPlan plan = Planner.plan(design(name));
    assertThat(plan.pipeline().multipliers()).isEqualTo(multipliers);
    assertThat(plan.cycles().interval()).isEqualTo(interval);
    assertThat(plan.cycles().latency()).isEqualTo(latency);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ytc-212", "ucf11", "ucf11-r4", "ucf50"})
  void videoShapesRunAtTheLimitOfTheirInputWithBusyMultipliers(String name) {
    AcceleratorPlan plan = planned(design(name), name);
    assertThat((double) plan.cycles().interval() / plan.inputBound()).isLessThanOrEqualTo(1.005);
    assertThat(plan.utilisation()).isBetween(0.90, 1.0);
  }

  @ParameterizedTest
  @CsvSource({
    // N / p and M
    "timit, 440, 512",
    "tedlium, 440, 1024",
    "shd, 350, 256",
    "tiny, 6, 6",
    "fashion, 112, 128"
  })
  void aRecurrentStepTakesAtMostFortyCyclesMoreThanItsElements(String name, int bound, int size) {
    AcceleratorPlan plan = planned(design(name), name);
    assertThat(plan.inputBound()).isEqualTo(bound);
    assertThat(plan.design().hiddenSize()).isEqualTo(size);
    assertThat(plan.cycles().interval()).isLessThanOrEqualTo(Math.max(bound, size + 40));
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"timit, 2", "timit, 4", "tedlium, 2", "tedlium, 4", "shd, 2", "shd, 4"})
  void severalSequencesHideTheLoop(String name, int sequences) {
    Design one = design(name);
    Design several = DesignCopies.withSequences(one, sequences);
    AcceleratorPlan plan = planned(several, name + " with " + sequences + " sequences");
    double limit = 1.05 * Math.max(plan.inputBound(), one.hiddenSize());
    assertThat((double) plan.cycles().interval()).isLessThanOrEqualTo(limit);
    assertThat(plan.pipeline().hidden().expand().get(0).places()).isEqualTo(sequences);
  }

  /** Full matrices as factors: identities of 1,024 and 2,048 tokens are moved many at a time. */
  @ParameterizedTest
  @CsvSource({"wide_p64, 900", "wide_p36, 1600"})
  void identitiesDoNotHoldUpAWideFront(String name, long bound) {
    Design design = DesignFile.read(Path.of("src/test/resources/plan", name + ".json"));
    AcceleratorPlan plan = planned(design, name);
    assertThat(plan.inputBound()).isEqualTo(bound);
    assertThat(plan.cycles().interval()).isEqualTo(bound);
    assertThat(plan.pipeline().hidden().expand()).anyMatch(ExpandPlan::selects);
  }

  /** Banks as wide as some stages could use would have words that no tool takes. */
  @Test
  void aThousandTermsArePlanned() {
    String text =
        """
        {"name": "terms", "cell": "lstm", "inputLanes": 1,
         "input": {"in": [16, 28], "out": [16, 16], "terms": 1000, "ranks": [2, 2]},
         "hidden": {"in": [16, 16], "out": [16, 16], "terms": 1000, "ranks": [2, 2]}}
        """;
    AcceleratorPlan plan = planned(DesignFile.parse("d.json", text), "1,000 terms");
    assertThat(plan.inputBound()).isEqualTo(448);
    assertThat(plan.cycles().interval()).isLessThanOrEqualTo(1100);
  }

  @Test
  void eightMultipliersAreEnoughForTheVideoShapeInTwentyThousandCycles() {
    AcceleratorPlan plan = planned(design("ytc-212").withMultipliers(8), "ytc-212 on 8");
    assertThat(plan.cycles().interval()).isLessThanOrEqualTo(20_000);
    assertThat(plan.pipeline().multipliers()).isLessThanOrEqualTo(8);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"ytc-212", "ucf11", "ucf50", "timit", "shd", "tiny"})
  void aLargerBudgetIsFasterAndNoneIsExceeded(String name) {
    long before = Long.MAX_VALUE;
    for (int budget : BUDGETS) {
      AcceleratorPlan plan = planned(design(name).withMultipliers(budget), name + " on " + budget);
      assertThat(plan.pipeline().multipliers()).as("budget " + budget).isBetween(1, budget);
      assertThat(plan.cycles().interval()).as("budget " + budget).isLessThan(before);
      before = plan.cycles().interval();
    }
  }

  private static Stream<Long> work(List<? extends Stage> stages) {
    return stages.stream().map(Stage::multiplications);
  }
}
