package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.link.simulated.VerilatedLink;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

/** Every design of the folders: RTL equal to the cycle model, and as fast as planned. */
@Tag("slow")
class NamedDesignsTest {
  /** Steps behind those that are measured: the plan never runs out of input. */
  private static final int BEHIND = 16;

  @BeforeEach
  void needsVerilator() {
    Tools.require("verilator");
  }

  private static Deployment named(String name) {
    return RandomDesigns.deployment(DesignFile.read(file(name)), 5);
  }

  private static Path file(String name) {
    Path file = Path.of("designs", name + ".json");
    return Files.exists(file) ? file : Path.of("fpga", "designs", name + ".json");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
    }
  }

  @Test
  void noDesignIsForgotten() throws IOException {
    assertThat(names(Path.of("designs")))
        .containsExactlyInAnyOrder(
            "tiny",
            "linear",
            "fashion",
            "ytc-212",
            "ucf11",
            "ucf11-r4",
            "ucf50",
            "timit",
            "tedlium",
            "shd");
    assertThat(names(Path.of("fpga", "designs")))
        .containsExactlyInAnyOrder(
            "micro-rnn",
            "micro-gru",
            "micro-lstm",
            "linear-up5k",
            "ytc-212-up5k",
            "fashion-up5k",
            "tiny-hx8k");
  }

  /** 24 MHz and 1,000 steps a second: 24,000 cycles; the chip has 8 multipliers. */
  @Test
  void theLargestInputOfASmallChipIsReadAThousandTimesASecond() {
    AcceleratorPlan plan = named("ytc-212-up5k").plan();
    assertThat(plan.design().inSize()).isEqualTo(57_600);
    assertThat(plan.design().hiddenSize()).isEqualTo(256);
    assertThat(plan.design().input().parameters()).isEqualTo(212);
    assertThat(plan.pipeline().multipliers()).isLessThanOrEqualTo(8);
    assertThat(plan.cycles().interval()).isLessThanOrEqualTo(24_000);
  }

  @Test
  void theDemoOfASmallChipHasTheShapeAndTheWidthsOfTheOther() {
    Design small = named("fashion-up5k").plan().design();
    Design usual = named("fashion").plan().design();
    assertThat(small.input()).isEqualTo(usual.input());
    assertThat(small.hidden()).isEqualTo(usual.hidden());
    assertThat(small.bits()).isEqualTo(usual.bits());
  }

  /** Small designs on many vectors with stalls, large ones on a few. */
  @ParameterizedTest
  @CsvSource({
    "tiny, 300, 0.5",
    "linear, 300, 0.5",
    "fashion, 100, 0.3",
    "timit, 6, 0.2",
    "tedlium, 4, 0.2",
    "shd, 6, 0.2",
    "ytc-212, 2, 0",
    "ucf11, 2, 0",
    "ucf11-r4, 2, 0",
    "ucf50, 2, 0",
    "micro-rnn, 300, 0.5",
    "micro-gru, 300, 0.5",
    "micro-lstm, 300, 0.5",
    "linear-up5k, 300, 0.5",
    "tiny-hx8k, 100, 0.5",
    "fashion-up5k, 4, 0.2",
    "ytc-212-up5k, 4, 0.2"
  })
  void isEqualInLockStep(String name, int vectors, double rate) {
    Deployment deployment = named(name);
    List<Frame> frames = new RandomFrames(deployment, new SplittableRandom(3)).whole(vectors);
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
      CosimResult result = Cosim.run(deployment, rtl, frames, new Traffic(rate, rate, 3, 500_000));
      assertThat(result.equal()).as(String.valueOf(result.first())).isTrue();
      assertThat(result.steps()).isEqualTo(vectors);
    }
  }

  /** The latency of the Verilated core for a frame alone, and its interval in steady state. */
  @ParameterizedTest
  @CsvSource({
    "tiny",
    "linear",
    "fashion",
    "timit",
    "tedlium",
    "shd",
    "ytc-212",
    "ucf11",
    "ucf50",
    "micro-rnn",
    "micro-gru",
    "micro-lstm",
    "linear-up5k",
    "tiny-hx8k",
    "fashion-up5k",
    "ytc-212-up5k"
  })
  void takesTheCyclesOfItsPlan(String name) {
    Deployment deployment = named(name);
    int lead = deployment.plan().cycles().lead();
    int span = deployment.plan().cycles().period();
    List<Frame> frames =
        new RandomFrames(deployment, new SplittableRandom(7)).whole(lead + span + BEHIND);
    VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED);
    try (VerilatedLink link = new VerilatedLink(deployment, rtl)) {
      Traffic traffic = Traffic.steady(500_000);
      long alone = link.stream(frames.subList(0, 1), traffic).stepEnds().get(0);
      assertThat(alone + 1).isEqualTo(deployment.plan().cycles().latency());
      List<Long> ends = link.stream(frames, traffic).stepEnds();
      long spent = ends.get(lead + span - 1) - ends.get(lead - 1);
      long interval = deployment.plan().cycles().interval();
      assertThat((spent + span - 1) / span).isEqualTo(interval);
    }
  }
}
