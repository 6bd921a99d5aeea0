package org.kcpfpga.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.host.BeatFormat;
import org.kcpfpga.host.CycleLink;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.host.Frame;
import org.kcpfpga.host.Traffic;
import org.kcpfpga.host.Transfer;
import org.kcpfpga.host.VerilatedCore;
import org.kcpfpga.plan.Design;
import org.kcpfpga.plan.DesignFile;
import org.kcpfpga.verilated.Beats;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.VerilatedOptions;

class CosimTest {
  private static final RandomDesigns.Limits MEDIUM =
      new RandomDesigns.Limits(6, 11, 5, 4, 400, 300);

  @BeforeEach
  void needsVerilator() {
    Tools.require("verilator");
  }

  /** Random activations, with runs of extremes, and sequences that start in odd places. */
  private static List<Frame> frames(Deployment deployment, int count, SplittableRandom r) {
    int bits = deployment.plan().design().bits().activation();
    int edge = 1 << (bits - 1);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean extreme = r.nextInt(3) == 0;
      int[] x = new int[deployment.plan().design().inSize()];
      for (int j = 0; j < x.length; j++) {
        x[j] = extreme ? (r.nextBoolean() ? edge - 1 : -edge) : r.nextInt(-edge, edge);
      }
      frames.add(new Frame(x, r.nextInt(4) == 0));
    }
    return frames;
  }

  private static Traffic traffic(double gap, double stall, long seed) {
    return new Traffic(gap, stall, seed, 500_000);
  }

  @Test
  void rtlEqualsCycleModelOnRandomDesignsUnderRandomStalls() {
    SplittableRandom r = RandomDesigns.random("cosim", 2026);
    int cases = 30;
    int compared = 0;
    for (int i = 0; i < cases; i++) {
      Design design = RandomDesigns.design(r, MEDIUM);
      Deployment deployment = RandomDesigns.deployment(design, i);
      Traffic traffic = traffic(0.3 * r.nextInt(3), 0.3 * r.nextInt(3), i);
      try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
        CosimResult result = Cosim.run(deployment, rtl, frames(deployment, 10, r), traffic);
        assertThat(result.equal()).as(design + ": " + result.first()).isTrue();
        assertThat(result.steps()).isEqualTo(10);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(cases);
  }

  @Test
  void thePlanPredictsIntervalAndLatencyOfRandomDesigns() {
    SplittableRandom r = RandomDesigns.random("timing", 7);
    for (int i = 0; i < 60; i++) {
      Deployment deployment = RandomDesigns.deployment(RandomDesigns.design(r, MEDIUM), i);
      List<Frame> frames = frames(deployment, 8, r);
      Transfer transfer = new CycleLink(deployment).stream(frames, traffic(0, 0, 0));
      List<Long> ends = transfer.stepEnds();
      long interval = (ends.get(7) - ends.get(3) + 3) / 4;
      String design = deployment.plan().design().toString();
      assertThat(interval).as(design).isEqualTo(deployment.plan().cycles().interval());
      assertThat(ends.get(0) + 1).as(design).isEqualTo(deployment.plan().cycles().latency());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "fashion"})
  void namedDesignsAreEqualUnderStalls(String name) {
    Deployment deployment = named(name);
    SplittableRandom r = new SplittableRandom(3);
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
      CosimResult result =
          Cosim.run(deployment, rtl, frames(deployment, 60, r), traffic(0.5, 0.5, 3));
      assertThat(result.equal()).as(String.valueOf(result.first())).isTrue();
      assertThat(result.steps()).isEqualTo(60);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"timit", "shd", "ucf11", "ucf11-r4"})
  void largeNamedDesignsAreEqualOnAFewVectors(String name) {
    Deployment deployment = named(name);
    SplittableRandom r = new SplittableRandom(4);
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
      CosimResult result = Cosim.run(deployment, rtl, frames(deployment, 2, r), traffic(0, 0, 4));
      assertThat(result.equal()).as(String.valueOf(result.first())).isTrue();
      assertThat(result.steps()).isEqualTo(2);
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
    BeatFormat format = new BeatFormat(deployment.plan());
    Beats beats = new Beats(format.inputWords());
    for (Frame frame : good) {
      bad(beats, format, r);
      Beats one = format.pack(List.of(frame));
      for (int b = 0; b < one.size(); b++) {
        beats.add(new int[] {one.data(b, 0)}, one.last(b), one.user(b));
      }
    }
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
      CosimResult result =
          Cosim.run(deployment, rtl, beats, Cosim.expected(deployment, good), traffic(0.2, 0.2, 1));
      assertThat(result.equal()).as(String.valueOf(result.first())).isTrue();
      assertThat(result.steps()).isEqualTo(40);
    }
  }

  /** Nothing, a frame that ends early, or one that ends late. */
  private static void bad(Beats beats, BeatFormat format, SplittableRandom r) {
    int whole = format.inputBeats();
    int kind = r.nextInt(3);
    int length = kind == 0 ? 0 : kind == 1 ? 1 + r.nextInt(whole - 1) : whole + 1 + r.nextInt(9);
    for (int b = 0; b < length; b++) {
      beats.add(new int[] {r.nextInt()}, b == length - 1, r.nextInt(2));
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
    List<int[]> expected = Cosim.expected(deployment, frames);
    expected.get(3)[4] ^= 1;
    Beats beats = new BeatFormat(deployment.plan()).pack(frames);
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
      CosimResult result = Cosim.run(deployment, rtl, beats, expected, traffic(0, 0, 1));
      assertThat(result.mismatchedValues()).isEqualTo(1);
      assertThat(result.first().toString()).startsWith("step 3, h[4]: ");
    }
  }
}
