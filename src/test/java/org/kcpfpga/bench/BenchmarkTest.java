package org.kcpfpga.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;

class BenchmarkTest {
  @Test
  void bothModelsReplayTheRecordedPinsAlike() {
    Tools.require("verilator");
    SimulationBenchmark benchmark = new SimulationBenchmark();
    benchmark.design = "ytc-212";
    benchmark.build();
    int[] cycleModel = benchmark.cycleModel();
    int[] verilated = benchmark.verilated();
    // The first cycle is the reset's: registers are undefined before its edge.
    int words = cycleModel.length / SimulationBenchmark.CYCLES;
    assertThat(java.util.Arrays.copyOfRange(verilated, words, verilated.length))
        .isEqualTo(java.util.Arrays.copyOfRange(cycleModel, words, cycleModel.length));
    benchmark.close();
  }
}
