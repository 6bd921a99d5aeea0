package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.RandomDesigns;

/** Plans of the named designs by hand-checked figures, and the laws of any plan. */
class PlannerTest {
  private static final int DESIGNS = 200;

  private static AcceleratorPlan named(String name) {
    return Planner.plan(DesignFile.read(Path.of("designs", name + ".json")));
  }

  @Test
  void theVideoShapeRunsAtTheLimitOfItsInput() {
    AcceleratorPlan plan = named("ytc-212");
    // 2*(8+4) + 2*(8+20) + 2*(8+20) + 2*(2+36) = 24 + 56 + 56 + 76
    assertThat(plan.design().input().parameters()).isEqualTo(212);
    // 57600 / 12
    assertThat(plan.inputBound()).isEqualTo(4800);
    assertThat(plan.cycles().interval()).isEqualTo(4800);
    // 12 lanes, 1 term, rank 2
    assertThat(plan.pipeline().front().multipliers()).isEqualTo(24);
    assertThat(plan.design().denseMacs()).isEqualTo(1024L * (57_600 + 256));
    assertThat(plan.pipeline().multipliers()).isEqualTo(28);
    assertThat(plan.denseMacsPerCycleAndMultiplier()).isGreaterThanOrEqualTo(400);
  }

  /** The last mode of the input has rows = R = 2: by the full A it needs no expansion. */
  @Test
  void theVideoShapesMultiplicationsAreThoseOfTheFormulas() {
    AcceleratorPlan plan = named("ytc-212");
    Pipeline pipeline = plan.pipeline();
    assertThat(plan.forms().input()).containsExactly(false, false, false, true);
    // contract i: n_1..n_i * R_i..R_4; expand i: rows_1..rows_i * R_i..R_4; n = 4, 20, 20, 36
    assertThat(pipeline.front().multiplications()).isEqualTo(57_600 * 2);
    assertThat(work(pipeline.inputContract())).containsExactly(1600L * 4, 80L * 8, 4L * 16);
    // rows = 8, 8, 8, 2
    assertThat(work(pipeline.inputExpand())).containsExactly(8L * 16, 64L * 8, 512L * 4, 0L);
    // n = 4, 4, 4, 4 and rows = 16, 4, 4, 4, mode 2 merged: R_2 = 4, so that contract 2 and 1
    // and expand 1 double, and expand 2 is free: 128 + 64 + 256 < 512
    assertThat(plan.forms().hidden()).containsExactly(false, true, false, false);
    assertThat(work(pipeline.hiddenContract()))
        .containsExactly(256L * 2, 64L * 4, 16L * 16, 4L * 32);
    assertThat(work(pipeline.hiddenExpand())).containsExactly(16L * 32, 0L, 256L * 4, 1024L * 2);
    // 256 elements: 5 interpolations, f*c, i*g, o*tanh(c)
    assertThat(pipeline.cell().multiplications()).isEqualTo(256 * 8);
    assertThat(pipeline.multiplications()).isEqualTo(131_776);
  }

  /** The figures that the project stands for: at the input bound, and no multiplier idle. */
  @ParameterizedTest
  @ValueSource(strings = {"ytc-212", "ucf11", "ucf11-r4", "ucf50"})
  void videoShapesMeetTheInputBoundWithBusyMultipliers(String name) {
    AcceleratorPlan plan = named(name);
    assertThat(plan.cycles().interval()).isLessThanOrEqualTo(plan.inputBound() * 1005 / 1000);
    assertThat(plan.utilisation()).isGreaterThanOrEqualTo(0.90);
  }

  @ParameterizedTest
  @ValueSource(strings = {"timit", "tedlium", "shd"})
  void speechShapesAreBoundByTheirRecurrenceOrTheirInput(String name) {
    AcceleratorPlan plan = named(name);
    long bound = Math.max(plan.inputBound(), plan.design().hiddenSize() + 40);
    assertThat(plan.cycles().interval()).isLessThanOrEqualTo(bound);
  }

  @ParameterizedTest
  @ValueSource(strings = {"timit", "tedlium", "shd"})
  void interleavedSequencesHideTheRecurrence(String name) {
    for (int sequences : new int[] {2, 4}) {
      Design d = named(name).design();
      Design interleaved =
          new Design(
              d.name(),
              d.cell(),
              d.input(),
              d.hidden(),
              d.inputLanes(),
              0,
              0,
              d.outputLanes(),
              d.bits(),
              sequences,
              false);
      AcceleratorPlan plan = Planner.plan(interleaved);
      double bound = 1.05 * Math.max(plan.inputBound(), d.hiddenSize());
      assertThat((double) plan.cycles().interval()).isLessThanOrEqualTo(bound);
    }
  }

  @Test
  void aBudgetIsKeptAndUsed() {
    Design video = named("ytc-212").design();
    assertThat(Planner.plan(video.withMultipliers(8)).cycles().interval())
        .isLessThanOrEqualTo(20_000);
    long slower = Long.MAX_VALUE;
    for (int budget : new int[] {1, 2, 3, 5, 8, 16, 64}) {
      AcceleratorPlan plan = Planner.plan(video.withMultipliers(budget));
      assertThat(plan.pipeline().multipliers()).isLessThanOrEqualTo(budget);
      assertThat(plan.cycles().interval()).isLessThan(slower);
      slower = plan.cycles().interval();
    }
  }

  @Test
  void theExploredFrontTradesCyclesForMultipliers() {
    List<AcceleratorPlan> front = Explorer.front(named("tiny").design());
    assertThat(front).hasSizeGreaterThan(3);
    for (int i = 1; i < front.size(); i++) {
      assertThat(front.get(i).pipeline().multipliers())
          .isGreaterThan(front.get(i - 1).pipeline().multipliers());
      assertThat(front.get(i).cycles().interval()).isLessThan(front.get(i - 1).cycles().interval());
    }
  }

  @Test
  void theTinyDesignsFiguresStay() {
    AcceleratorPlan plan = named("tiny");
    // N = 12, M = 6, n_2 = 4, p = 2; front 12*4, contract 3*4*2
    assertThat(plan.inputBound()).isEqualTo(6);
    assertThat(plan.pipeline().front().multiplications()).isEqualTo(48);
    assertThat(work(plan.pipeline().inputContract())).containsExactly(24L);
    // input 48+24 and 64+96, hidden 24+16 and 64+96, cell 6*8
    assertThat(plan.pipeline().multiplications()).isEqualTo(480);
    assertThat(plan.pipeline().multipliers()).isEqualTo(28);
    assertThat(plan.cycles().interval()).isEqualTo(45);
    assertThat(plan.cycles().latency()).isEqualTo(71);
  }

  @Test
  void theFashionDesignsFiguresStay() {
    AcceleratorPlan plan = named("fashion");
    assertThat(plan.inputBound()).isEqualTo(112);
    // input 3584+1024+512 and 2048+4096+16384, hidden 4096+1024+512 and the same, cell 128*8
    assertThat(plan.pipeline().multiplications()).isEqualTo(56_832);
    assertThat(plan.pipeline().multipliers()).isEqualTo(584);
    assertThat(plan.cycles().interval()).isEqualTo(168);
    assertThat(plan.cycles().latency()).isEqualTo(301);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "fashion", "ytc-212"})
  void theNamedDesignsKeepTheLaws(String name) {
    AcceleratorPlan plan = named(name);
    laws(plan, name);
    samePlan(plan, named(name));
  }

  @Test
  void randomDesignsPlanAndKeepTheLaws() {
    SplittableRandom r = RandomDesigns.random("PlannerTest", 7);
    for (int i = 0; i < DESIGNS; i++) {
      Design design = RandomDesign.of(r, "random");
      String place = "design " + i + ": " + design;
      laws(planned(design, place), place);
    }
  }

  private static AcceleratorPlan planned(Design design, String place) {
    try {
      return Planner.plan(design);
    } catch (RuntimeException e) {
      throw new AssertionError(place, e);
    }
  }

  @Test
  void theSameDesignGivesTheSamePlan() {
    SplittableRandom r = RandomDesigns.random("PlannerTest twice", 8);
    for (int i = 0; i < 20; i++) {
      Design design = RandomDesign.of(r, "random");
      samePlan(Planner.plan(design), Planner.plan(design));
    }
  }

  private static void samePlan(AcceleratorPlan one, AcceleratorPlan other) {
    assertThat(other).isEqualTo(one);
    assertThat(other.hash()).isEqualTo(one.hash());
  }

  private static void laws(AcceleratorPlan plan, String place) {
    Pipeline pipeline = plan.pipeline();
    Design design = plan.design();
    long hidden =
        design.hidden() == null ? 0 : design.hidden().multiplications(plan.forms().hidden());
    assertThat(pipeline.multiplications())
        .as(place)
        .isEqualTo(
            design.input().multiplications(plan.forms().input())
                + hidden
                + pipeline.cell().multiplications());
    long interval = plan.cycles().interval();
    assertThat(interval).as(place).isGreaterThanOrEqualTo(plan.inputBound());
    for (Stage stage : pipeline.stages()) {
      assertThat(stage.cycles()).as(place + " " + stage.name()).isBetween(1L, interval);
      assertThat(stage.multiplications())
          .as(place + " " + stage.name())
          .isLessThanOrEqualTo(stage.multipliers() * stage.cycles());
    }
    assertThat(plan.utilisation()).as(place).isBetween(0.0, 1.0);
    if (design.budgeted()) {
      assertThat(pipeline.multipliers()).as(place).isLessThanOrEqualTo(design.multipliers());
    }
    banks(pipeline, place);
    channels(pipeline, design, place);
  }

  /** Every stage that multiplies is in one bank, which is as large as its largest member. */
  private static void banks(Pipeline pipeline, String place) {
    for (Stage stage : pipeline.stages()) {
      long banks =
          pipeline.banks().stream().filter(b -> b.members().contains(stage.name())).count();
      boolean own = stage instanceof FrontPlan || stage.multipliers() == 0;
      assertThat(banks).as(place + " " + stage.name()).isEqualTo(own ? 0 : 1);
    }
    for (MultiplierBank bank : pipeline.banks()) {
      int largest =
          pipeline.stages().stream()
              .filter(stage -> bank.members().contains(stage.name()))
              .mapToInt(Stage::multipliers)
              .max()
              .orElseThrow();
      assertThat(bank.lanes()).as(place + " " + bank.name()).isEqualTo(largest);
    }
  }

  private static void channels(Pipeline pipeline, Design design, String place) {
    for (Channel channel : pipeline.channels().values()) {
      assertThat(channel.credits()).as(place + " " + channel).isPositive();
      assertThat(channel.creditsPerWord()).as(place + " " + channel).isPositive();
      int wide = Math.max(channel.inTokens(), channel.outTokens());
      int narrow = Math.min(channel.inTokens(), channel.outTokens());
      assertThat(wide % narrow).as(place + " " + channel).isZero();
    }
    // the producer's beat goes in, the consumer's comes out, all along both paths
    int gates = design.cell().gates();
    int beat = pipeline.systolic() ? pipeline.front().tile() : 1;
    beat = contracts(pipeline, pipeline.inputContract(), beat, place);
    beat = expands(pipeline, pipeline.inputExpand(), beat, place);
    connects(pipeline, Pipeline.CELL_INPUT, beat, gates, place);
    int hidden = 0;
    if (pipeline.recurrent()) {
      beat = contracts(pipeline, pipeline.hiddenContract(), 1, place);
      beat = expands(pipeline, pipeline.hiddenExpand(), beat, place);
      connects(pipeline, Pipeline.CELL_HIDDEN, beat, gates, place);
      hidden = 2 * design.hidden().modes() + 1;
    }
    connects(pipeline, Pipeline.OUTPUT, 1, design.outputLanes(), place);
    assertThat(pipeline.channels()).hasSize(2 + hidden + 2 * design.input().modes() - 1);
  }

  private static int contracts(Pipeline all, List<ContractPlan> stages, int beat, String place) {
    int at = beat;
    for (ContractPlan stage : stages) {
      if (all.reads(stage.name())) {
        connects(all, stage.name(), at, stage.beatTokens(), place);
      }
      at = stage.outputTokens();
      whole(place + " " + stage.name(), stage.tokens(), stage.beatTokens());
      whole(place + " " + stage.name(), stage.fan(), stage.fanLanes());
      whole(place + " " + stage.name(), stage.terms(), stage.termsPerWord());
      whole(place + " " + stage.name(), stage.beats(), stage.termBlocks());
    }
    return at;
  }

  private static int expands(Pipeline all, List<ExpandPlan> stages, int beat, String place) {
    int at = beat;
    for (ExpandPlan stage : stages) {
      connects(all, stage.name(), at, stage.wordTokens(), place);
      at = stage.outputTokens();
      whole(place + " " + stage.name(), stage.gates(), stage.gateLanes());
      whole(place + " " + stage.name(), stage.reduction(), stage.reductionLanes());
      whole(place + " " + stage.name(), stage.contexts(), stage.contextLanes());
      whole(place + " " + stage.name(), stage.terms(), stage.termsPerWord());
      whole(place + " " + stage.name(), stage.contextBlocks(), stage.termBlocks());
    }
    return at;
  }

  private static void connects(Pipeline all, String consumer, int in, int out, String place) {
    Channel channel = all.into(consumer);
    assertThat(channel.inTokens()).as(place + " " + channel).isEqualTo(in);
    assertThat(channel.outTokens()).as(place + " " + channel).isEqualTo(out);
  }

  private static void whole(String place, int all, int part) {
    assertThat(all % part).as(place + ": " + all + " / " + part).isZero();
  }

  private static Stream<Long> work(List<? extends Stage> stages) {
    return stages.stream().map(Stage::multiplications);
  }
}
