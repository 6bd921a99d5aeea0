package org.kcpfpga.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.TestSeed;

/** The first entries give W the variance 1 / N, whatever the format. */
class InitialDeviationTest {
  private static final int DRAWS = 4000;

  /** 57,600 inputs, ranks 2, K = 1: s = (1 / N / 16)^(1/16), for 4 U and 4 V. */
  @Test
  void aVideoShapeByHand() {
    OperatorShape shape =
        new OperatorShape(
            new int[] {4, 20, 20, 36}, new int[] {8, 8, 8, 2}, 1, new int[] {2, 2, 2, 2});
    assertThat(OperatorFormat.kcp(shape).initialDeviation())
        .isCloseTo(Math.pow(1.0 / 57600 / 16, 1.0 / 16), within(1e-12))
        .isCloseTo(0.424, within(1e-3));
  }

  @Test
  void aMatrixHasTheUsualDeviation() {
    FormatShape shape = new FormatShape(List.of(4, 25), List.of(8), 1, List.of());
    assertThat(OperatorFormat.of(FormatKind.DENSE, shape).initialDeviation())
        .isCloseTo(0.1, within(1e-12));
  }

  @Test
  void inputsOfVarianceOneGiveOutputsOfVarianceOne() {
    Random random = TestSeed.random("inputsOfVarianceOneGiveOutputsOfVarianceOne", 1);
    for (OperatorFormat format : SmallFormats.all()) {
      assertThat(variance(format, random)).as(format.toString()).isCloseTo(1, within(0.1));
    }
  }

  /** The mean square of the outputs, over operators and inputs. */
  private static double variance(OperatorFormat format, Random random) {
    double squares = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      FormatOperator operator = FormatOperator.initial(format, random);
      double[] x = random.doubles(format.inSize()).map(u -> u < 0.5 ? -1 : 1).toArray();
      for (double y : operator.apply(x)) {
        squares += y * y;
      }
    }
    return squares / DRAWS / format.rowSize();
  }
}
