package org.kcpfpga.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.Tools;

@Tag("slow")
class HarnessBenchmarkTest {
  @ParameterizedTest
  @ValueSource(strings = {HarnessBenchmark.TOY, "designs/tiny.json"})
  void bothLoopsGetTheSameOutputsFromTheSameInputs(String core) {
    Tools.require("verilator");
    HarnessBenchmark benchmark = new HarnessBenchmark();
    benchmark.core = core;
    benchmark.build();
    try {
      // Every replay but the first begins in the state in which the one before has ended.
      benchmark.throughJava();
      int sum = Arrays.stream(benchmark.throughJava()).sum();
      assertThat(benchmark.plainLoop()).isEqualTo(sum).isNotZero();
      assertThat(benchmark.model.cycles()).isEqualTo(3L * Recording.CYCLES);
      assertThat(outputBeats(benchmark)).isGreaterThan(100);
    } finally {
      benchmark.close();
    }
  }

  private static long outputBeats(HarnessBenchmark benchmark) {
    int words = benchmark.model.outputs().words();
    int valid = benchmark.model.outputs().offset("m_axis_tvalid");
    long beats = 0;
    for (int cycle = 0; cycle < Recording.CYCLES; cycle++) {
      beats += benchmark.outputs[cycle * words + valid];
    }
    return beats;
  }
}
