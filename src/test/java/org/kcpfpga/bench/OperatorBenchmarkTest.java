package org.kcpfpga.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OperatorBenchmarkTest {
  @Test
  void bothWaysGiveTheSameProduct() {
    OperatorBenchmark benchmark = new OperatorBenchmark();
    benchmark.create();

    double[] factored = benchmark.factored();

    assertThat(factored).hasSize(256);
    assertThat(factored).containsExactly(benchmark.dense(), within(1e-9));
  }

  @Test
  void theShapeIsAsTheBenchmarkSays() {
    // 2 * (4 + 8 + 8 + 9 + 8 + 4 + 4 + 2)
    assertThat(OperatorBenchmark.SHAPE.parameters()).isEqualTo(94);
    assertThat(OperatorBenchmark.SHAPE.inSize()).isEqualTo(2304);
  }
}
