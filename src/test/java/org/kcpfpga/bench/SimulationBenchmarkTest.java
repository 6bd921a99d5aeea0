package org.kcpfpga.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.build.RecordLayout;

/** Both implementations do the same work, each time: only then their rates can be compared. */
@Tag("slow")
class SimulationBenchmarkTest {
  private final SimulationBenchmark benchmark = new SimulationBenchmark();
  private final SimulationBenchmark.Replay replay = new SimulationBenchmark.Replay();

  @BeforeEach
  void recordTheTinyDesign() {
    replay.design = "designs/tiny.json";
    replay.record();
  }

  @Test
  void everyReplayInTheCycleModelGivesTheRecordedOutputs() {
    SimulationBenchmark.Software software = new SimulationBenchmark.Software();
    software.create(replay);
    for (int time = 0; time < 3; time++) {
      Arrays.fill(replay.outputs, -1);
      assertRecorded(benchmark.cycleModel(replay, software));
    }
  }

  @Test
  void everyReplayInTheVerilatedCoreGivesTheRecordedOutputs() {
    Tools.require("verilator");
    SimulationBenchmark.Rtl rtl = new SimulationBenchmark.Rtl();
    rtl.build(replay);
    try {
      for (int time = 0; time < 3; time++) {
        Arrays.fill(replay.outputs, -1);
        assertRecorded(benchmark.verilated(replay, rtl));
      }
    } finally {
      rtl.close();
    }
  }

  @Test
  void theBaselineWritesEveryOutputWord() {
    Arrays.fill(replay.outputs, -1);
    assertThat(benchmark.baseline(replay)).doesNotContain(-1);
  }

  @Test
  void theLargeDesignTakesABeatInEveryCycleAfterReset() {
    Recording recording = Recording.of(Path.of("designs/ytc-212.json"));
    // 4 cycles of reset, then 4 steps of 4,800 beats and a part of the fifth
    assertThat(high(recording, "s_axis_tready")).isGreaterThan(19_900);
    assertThat(high(recording, "m_axis_tvalid")).isBetween(3 * 256L, 4 * 256L);
  }

  /** Cycles in which an output pin is 1. */
  private static long high(Recording recording, String pin) {
    RecordLayout out = RecordLayout.of(TopPorts.of(recording.deployment().plan()), false);
    long cycles = 0;
    for (int cycle = 0; cycle < Recording.CYCLES; cycle++) {
      cycles += recording.outputs()[cycle * out.words() + out.offset(pin)];
    }
    return cycles;
  }

  /** From the second cycle on: the first shows what the replay before has left. */
  private void assertRecorded(int[] outputs) {
    int[] recorded = replay.recording.outputs();
    int words = recorded.length / Recording.CYCLES;
    assertThat(outputs).hasSameSizeAs(recorded);
    assertThat(Arrays.mismatch(outputs, words, outputs.length, recorded, words, recorded.length))
        .as("first word that differs, from the second cycle")
        .isEqualTo(-1);
  }
}
