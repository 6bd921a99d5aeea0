package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.BeatFormat;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.verilated.Beats;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

@Tag("slow")
class CosimTest {
  private static final int RANDOM_DESIGNS = 40;

  @BeforeEach
  void needsVerilator() {
    Tools.require("verilator");
  }

  private static List<Frame> frames(Deployment deployment, int count, SplittableRandom r) {
    return new RandomFrames(deployment, r).whole(count);
  }

  private static Traffic traffic(double gap, double stall, long seed) {
    return new Traffic(gap, stall, seed, 500_000);
  }

  @Test
  void rtlEqualsCycleModelOnRandomDesignsUnderRandomStalls() {
    long seed = RandomDesigns.random("cosim", 2027).nextInt(1 << 20);
    List<RandomCosim.Case> cases = RandomCosim.run(RANDOM_DESIGNS, seed, 2, done -> {});
    for (RandomCosim.Case one : cases) {
      String what = "seed " + one.seed() + ", " + one.design() + ": " + one.result().first();
      assertThat(one.result().equal()).as(what).isTrue();
      assertThat(one.result().steps()).as(what).isEqualTo(10);
    }
    assertThat(cases).hasSize(RANDOM_DESIGNS);
    assertThat(cases).anyMatch(one -> one.design().loadable());
    assertThat(cases).anyMatch(one -> one.design().implementation().pipeline() > 0);
    assertThat(cases).anyMatch(one -> one.design().lanes().hidden() > 1);
    List<Pipeline> compact =
        cases.stream()
            .filter(one -> one.design().implementation().compact())
            .map(one -> Planner.plan(one.design()).pipeline())
            .toList();
    assertThat(compact).anyMatch(one -> one.cell().beats() > 1);
    assertThat(compact).anyMatch(one -> one.banks().stream().anyMatch(b -> b.sums().any()));
    // visits come by chance, and with some seeds not to every core
    assertThat(cases)
        .filteredOn(one -> one.design().cell().recurrent() && one.result().windows() == 0)
        .hasSizeLessThan(RANDOM_DESIGNS / 10);
    for (CellKind cell : CellKind.values()) {
      assertThat(cases).as(cell.jsonName()).anyMatch(one -> one.design().cell() == cell);
    }
  }

  private static Deployment named(String name) {
    Design design = DesignFile.read(Path.of("designs", name + ".json"));
    return RandomDesigns.deployment(design, 5);
  }

  @Test
  void aBadFrameIsDroppedWholeAndTheNextOneIsRight() {
    Deployment deployment = named("tiny");
    SplittableRandom r = new SplittableRandom(11);
    List<Frame> good = frames(deployment, 40, r);
    Beats beats = new RandomFrames(deployment, r).withWrongLengths(good);
    assertThat(beats.size()).isGreaterThan(new BeatFormat(deployment.plan()).pack(good).size());
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
      CosimResult result = Cosim.run(deployment, rtl, beats, good, traffic(0.2, 0.2, 1));
      assertThat(result.equal()).as(String.valueOf(result.first())).isTrue();
      assertThat(result.steps()).isEqualTo(40);
    }
  }

  /**
   * A word holds the whole reduction of one or more contexts, with terms to add in the last mode,
   * or because the output goes before the way back of h.
   */
  @ParameterizedTest
  @ValueSource(strings = {"selects", "selects_wide", "soon"})
  void whatSelectsInWideWordsIsEqual(String name) {
    Design design = DesignFile.read(Path.of("src/test/resources/proof", name + ".json"));
    Deployment deployment = RandomDesigns.deployment(design, 3);
    Pipeline pipeline = deployment.plan().pipeline();
    assertThat(pipeline.hidden().expand()).anyMatch(ExpandPlan::selects);
    List<Frame> frames = frames(deployment, 12, new SplittableRandom(4));
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
      CosimResult result = Cosim.run(deployment, rtl, frames, traffic(0.2, 0.2, 1));
      assertThat(result.equal()).as(String.valueOf(result.first())).isTrue();
      assertThat(result.steps()).isEqualTo(12);
    }
  }

  @Test
  void anotherModelInTheRtlIsSeenAtItsFirstStep() {
    Deployment deployment = named("tiny");
    Deployment other = RandomDesigns.deployment(deployment.plan().design(), 6);
    SplittableRandom r = new SplittableRandom(1);
    try (VerilatedModel rtl = VerilatedCore.build(other, VerilatedOptions.CHECKED)) {
      CosimResult result = Cosim.run(deployment, rtl, frames(deployment, 5, r), traffic(0, 0, 1));
      assertThat(result.equal()).isFalse();
      assertThat(result.mismatchedCycles()).isPositive();
      assertThat(result.first().step()).isZero();
      assertThat(result.first().signal()).isEqualTo("m_axis_tdata");
    }
  }

  @Test
  void aWrongExpectedValueIsNamed() {
    Deployment deployment = named("tiny");
    List<Frame> frames = frames(deployment, 5, new SplittableRandom(2));
    Expectation right = new Replay(deployment, frames);
    Expectation wrong = new Tampered(right, outcome -> outcome.hidden().get(3)[4] ^= 1);
    Beats beats = new BeatFormat(deployment.plan()).pack(frames);
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
      CosimResult result = Cosim.run(deployment, rtl, beats, wrong, traffic(0, 0, 1));
      assertThat(result.mismatchedValues()).isEqualTo(1);
      assertThat(result.first().toString()).startsWith("step 3, h[4]: ");
    }
  }

  /** An expectation that is changed before it is looked at. */
  private record Tampered(Expectation right, Consumer<Outcome> change) implements Expectation {
    @Override
    public int steps() {
      return right.steps();
    }

    @Override
    public Outcome after(List<Access> accesses) {
      Outcome outcome = right.after(accesses);
      change.accept(outcome);
      return outcome;
    }
  }
}
