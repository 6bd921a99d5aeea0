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
    assertThat(plan.utilisation()).isBetween(0.5, 1.0);
  }

  @Test
  void theVideoShapesMultiplicationsAreThoseOfTheFormulas() {
    Pipeline pipeline = named("ytc-212").pipeline();
    // contract i: n_1..n_i * R_i..R_4; expand i: rows_1..rows_i * R_i..R_4; n = 4, 20, 20, 36
    assertThat(pipeline.front().multiplications()).isEqualTo(57_600 * 2);
    assertThat(work(pipeline.inputContract())).containsExactly(1600L * 4, 80L * 8, 4L * 16);
    // rows = 8, 8, 8, 2
    assertThat(work(pipeline.inputExpand())).containsExactly(8L * 16, 64L * 8, 512L * 4, 1024L * 2);
    // n = 4, 4, 4, 4 and rows = 16, 4, 4, 4
    assertThat(work(pipeline.hiddenContract()))
        .containsExactly(256L * 2, 64L * 4, 16L * 8, 4L * 16);
    assertThat(work(pipeline.hiddenExpand()))
        .containsExactly(16L * 16, 64L * 8, 256L * 4, 1024L * 2);
    // 256 elements: 5 interpolations, f*c, i*g, o*tanh(c)
    assertThat(pipeline.cell().multiplications()).isEqualTo(256 * 8);
    assertThat(pipeline.multiplications()).isEqualTo(127_040 + 4_800 + 2_048);
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
    assertThat(plan.pipeline().multipliers()).isEqualTo(92);
    assertThat(plan.cycles()).isEqualTo(new CycleCounts(45, 52));
  }

  @Test
  void theFashionDesignsFiguresStay() {
    AcceleratorPlan plan = named("fashion");
    assertThat(plan.inputBound()).isEqualTo(112);
    // input 3584+1024+512 and 2048+4096+16384, hidden 4096+1024+512 and the same, cell 128*8
    assertThat(plan.pipeline().multiplications()).isEqualTo(56_832);
    assertThat(plan.pipeline().multipliers()).isEqualTo(604);
    assertThat(plan.cycles()).isEqualTo(new CycleCounts(190, 373));
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
    // every fifth is large, because those take most of the time
    RandomDesigns.Limits large = new RandomDesigns.Limits(6, 12, 5, 4, 600, 1024);
    RandomDesigns.Limits usual = new RandomDesigns.Limits(6, 12, 5, 4, 120, 256);
    SplittableRandom r = RandomDesigns.random("PlannerTest", 7);
    for (int i = 0; i < DESIGNS; i++) {
      Design design = RandomDesigns.design(r, i % 5 == 0 ? large : usual).checked("random");
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
      Design design = RandomDesigns.design(r);
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
    long cell = (design.bits().latent() > 8 ? 8L : 3L) * design.hiddenSize();
    assertThat(pipeline.multiplications())
        .as(place)
        .isEqualTo(design.input().multiplications() + design.hidden().multiplications() + cell);
    long interval = plan.cycles().interval();
    assertThat(interval).as(place).isGreaterThanOrEqualTo(plan.inputBound());
    assertThat(plan.cycles().latency()).as(place).isGreaterThan(plan.inputBound());
    for (Stage stage : pipeline.stages()) {
      assertThat(stage.cycles()).as(place + " " + stage.name()).isBetween(1L, interval);
      assertThat(stage.multiplications())
          .as(place + " " + stage.name())
          .isEqualTo(stage.multipliers() * stage.cycles());
    }
    assertThat(plan.utilisation()).as(place).isBetween(0.0, 1.0);
    channels(pipeline, design, place);
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
    int beat = pipeline.front().tile();
    beat = contracts(pipeline, pipeline.inputContract(), beat, place);
    beat = expands(pipeline, pipeline.inputExpand(), beat, place);
    connects(pipeline, Pipeline.CELL_INPUT, beat, 4, place);
    beat = contracts(pipeline, pipeline.hiddenContract(), 1, place);
    beat = expands(pipeline, pipeline.hiddenExpand(), beat, place);
    connects(pipeline, Pipeline.CELL_HIDDEN, beat, 4, place);
    connects(pipeline, Pipeline.OUTPUT, 1, design.outputLanes(), place);
    assertThat(pipeline.channels())
        .hasSize(3 + 2 * design.hidden().modes() + 2 * design.input().modes() - 1);
  }

  private static int contracts(Pipeline all, List<ContractPlan> stages, int beat, String place) {
    int at = beat;
    for (ContractPlan stage : stages) {
      connects(all, stage.name(), at, stage.beatTokens(), place);
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
