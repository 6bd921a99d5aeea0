package org.kcpfpga.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.kcp.OperatorShape;

class OnnxBenchmarkTest {
  private final OnnxBenchmark benchmark = new OnnxBenchmark();
  private final OnnxBenchmark.Factors factors = new OnnxBenchmark.Factors();
  private final OnnxBenchmark.Matrix matrix = new OnnxBenchmark.Matrix();

  @Test
  void bothWaysGiveTheSameProduct() throws Exception {
    factors.shape =
        new OperatorShape(new int[] {3, 5, 40}, new int[] {4, 2, 3}, 2, new int[] {2, 1, 2});
    factors.create();
    matrix.create(factors);
    double[] expected = benchmark.kcpFloat(factors);

    assertSame(benchmark.denseOnnx(matrix), expected);
    assertSame(benchmark.denseOnnxOneThread(matrix), expected);
    matrix.close();
  }

  private static void assertSame(float[][] actual, double[] expected) {
    assertThat(actual).hasDimensions(1, 24);
    for (int row = 0; row < expected.length; row++) {
      assertThat((double) actual[0][row]).as("row " + row).isCloseTo(expected[row], within(1e-4));
    }
  }

  @Test
  void theOperatorIsTheOneOfTheDesign() {
    assertThat(OnnxBenchmark.UCF11)
        .isEqualTo(DesignFile.read(Home.file("designs/ucf11.json")).input());
    assertThat(OnnxBenchmark.UCF11.inSize()).isEqualTo(57_600);
    assertThat(OnnxBenchmark.UCF11.rowSize()).isEqualTo(1_024);
  }
}
