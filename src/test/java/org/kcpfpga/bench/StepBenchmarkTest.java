package org.kcpfpga.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the benchmark repeats is learning. */
@Tag("slow")
class StepBenchmarkTest {
  @Test
  void bothLossesFall() {
    StepBenchmark benchmark = new StepBenchmark();
    StepBenchmark.Kcp kcp = new StepBenchmark.Kcp();
    kcp.create();
    StepBenchmark.Dense dense = new StepBenchmark.Dense();
    dense.create(kcp);
    try {
      // 2 (8 + 20 + 20 + 18 + 16 + 4 + 4 + 4) 2
      assertThat(OnnxBenchmark.UCF11.parameters()).isEqualTo(376);
      double first = benchmark.kcp(kcp);
      assertThat(benchmark.kcp(kcp)).isLessThan(first);
      float before = benchmark.denseWithoutAdam(dense);
      assertThat(benchmark.dense(dense)).isEqualTo(before);
      assertThat(benchmark.dense(dense)).isLessThan(before);
    } finally {
      dense.close();
      kcp.close();
    }
  }
}
