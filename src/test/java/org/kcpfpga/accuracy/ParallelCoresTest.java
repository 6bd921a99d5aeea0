package org.kcpfpga.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.DesignCopies;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.common.Parallel;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.tensor.Tensor;

/** Several cores share the sequences of a run, and nobody sees that in its result. */
@Tag("slow")
class ParallelCoresTest {
  private static final int STEPS = 4;

  @BeforeEach
  void needsVerilator() {
    Tools.require("verilator");
  }

  /** Sequences of the core, sequences of the run, cores: also groups and cores that do not fit. */
  @ParameterizedTest
  @CsvSource({"1, 1, 2", "1, 5, 1", "1, 5, 2", "3, 7, 2", "3, 2, 2", "3, 10, 3"})
  void hiddenStatesComeInTheOrderOfTheInputs(int slots, int sequences, int cores) {
    Deployment deployment = RandomDesigns.deployment(tiny(slots), 3);
    Tensor inputs =
        RandomDesigns.inputs(
            new SplittableRandom(8), sequences, STEPS, deployment.model().inSize());
    EngineRun fixed = EngineRun.of(Engine.FIXED, deployment, inputs);
    EngineRun hardware = EngineRun.of(Engine.VERILATOR, deployment, inputs, cores);
    assertThat(hardware.hidden().shape()).isEqualTo(fixed.hidden().shape());
    assertThat(hardware.hidden().values()).isEqualTo(fixed.hidden().values());
    assertThat(hardware.saturations()).isEqualTo(fixed.saturations());
    assertThat(hardware.figures().counters().get("steps")).isEqualTo((long) sequences * STEPS);
  }

  private static Design tiny(int slots) {
    return DesignCopies.withSequences(DesignFile.read(Path.of("designs/tiny.json")), slots);
  }

  @Test
  void whatATaskThrowsArrivesAsItIs() {
    List<Callable<Integer>> tasks =
        List.of(
            () -> 1,
            () -> {
              throw new IllegalArgumentException("two");
            });
    assertThatThrownBy(() -> Parallel.run(2, tasks, done -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two");
  }
}
