package org.kcpfpga.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.host.Frame;
import org.kcpfpga.host.Traffic;
import org.kcpfpga.host.VerilatedCore;
import org.kcpfpga.host.VerilatedLink;
import org.kcpfpga.plan.DesignFile;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.VerilatedOptions;

/** Every design of the folder designs: RTL equal to the cycle model, and as fast as planned. */
class NamedDesignsTest {
  /** Steps behind those that are measured: the plan never runs out of input. */
  private static final int BEHIND = 16;

  @BeforeEach
  void needsVerilator() {
    Tools.require("verilator");
  }

  private static Deployment named(String name) {
    return RandomDesigns.deployment(DesignFile.read(Path.of("designs", name + ".json")), 5);
  }

  @Test
  void noDesignIsForgotten() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("designs"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
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
    }
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
    "ucf50, 2, 0"
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
  @CsvSource({"tiny", "linear", "fashion", "timit", "tedlium", "shd", "ytc-212", "ucf11", "ucf50"})
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
