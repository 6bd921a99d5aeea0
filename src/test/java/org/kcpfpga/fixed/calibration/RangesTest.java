package org.kcpfpga.fixed.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

class RangesTest {
  private static final OperatorShape SHAPE =
      new OperatorShape(new int[] {1, 1}, new int[] {1, 1}, 1, new int[] {1, 1});

  private static Tensor factor(double value) {
    return Tensor.of(new int[] {1, 1, 1}, new double[] {value});
  }

  private static KcpOperator operator(double u1, double u2, double v1, double v2) {
    return new KcpOperator(SHAPE, List.of(factor(u1), factor(u2)), List.of(factor(v1), factor(v2)));
  }

  @Test
  void theLargestMagnitudeBehindEveryStageIsSeen() {
    Model model =
        new Model(CellKind.LINEAR, operator(5, 7, 2, -3), null, Tensor.zeros(1), null, null, null);
    Ranges ranges = Ranges.of(model, Tensor.of(new int[] {1, 3, 1}, new double[] {1, -2, 0.5}));

    // x = -2: z_2 = 6, z_1 = 12, y_1 = 60, y_2 = 420
    assertThat(ranges.inputs()).isEqualTo(2);
    assertThat(ranges.input().contract()).containsExactly(12, 6);
    assertThat(ranges.input().expand()).containsExactly(60, 420);
    assertThat(ranges.outputs()).isEqualTo(420);
    assertThat(ranges.state()).isZero();
    assertThat(ranges.hidden()).isNull();
  }

  @Test
  void everyHiddenVectorIsSeenAndSequencesStartFromZero() {
    Model model =
        new Model(
            CellKind.RNN,
            operator(1, 1, 1, 1),
            operator(4, 1, 2, 1),
            Tensor.zeros(1),
            null,
            null,
            null);
    Ranges ranges = Ranges.of(model, Tensor.of(new int[] {2, 1, 1}, new double[] {0.25, 0.5}));

    // h = tanh(0.25), tanh(0.5): the second without U h of the first
    double h = Math.tanh(0.5);
    assertThat(ranges.outputs()).isEqualTo(h);
    assertThat(ranges.hidden().contract()).containsExactly(2 * h, h);
    assertThat(ranges.hidden().expand()).containsExactly(8 * h, 8 * h);
  }
}
