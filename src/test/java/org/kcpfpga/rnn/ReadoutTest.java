package org.kcpfpga.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

class ReadoutTest {
  private static final Tensor WEIGHT = Tensor.of(new int[] {2, 2}, new double[] {1, 2, -3, 4});

  /** M = 2; the operators do not matter. */
  private static Model model(Tensor weight, Tensor bias) {
    OperatorShape shape = new OperatorShape(new int[] {2}, new int[] {2}, 1, new int[] {1});
    KcpOperator zero =
        new KcpOperator(shape, List.of(Tensor.zeros(1, 2, 1)), List.of(Tensor.zeros(1, 2, 1)));
    return new Model(CellKind.RNN, zero, zero, Tensor.zeros(2), null, weight, bias);
  }

  @Test
  void logitsAreTheProductWithTheLastStateAndTheBias() {
    Tensor hidden = Tensor.of(new int[] {2, 2, 2}, new double[] {9, 9, 1, 10, 9, 9, 2, -1});
    Tensor bias = Tensor.of(new int[] {2}, new double[] {0.5, 100});

    // [1, 10]: 1 + 20 + 0.5, -3 + 40 + 100; [2, -1]: 2 - 2 + 0.5, -6 - 4 + 100
    assertThat(Readout.logits(model(WEIGHT, bias), hidden))
        .isEqualTo(Tensor.of(new int[] {2, 2}, new double[] {21.5, 137, 0.5, 90}));
    assertThat(Readout.logits(model(WEIGHT, null), hidden).values())
        .containsExactly(21, 37, 0, -10);
  }

  @Test
  void oneStepIsEnoughAndNoneIsNot() {
    Tensor one = Tensor.of(new int[] {1, 1, 2}, new double[] {1, 1});
    assertThat(Readout.logits(model(WEIGHT, null), one).values()).containsExactly(3, 1);
    assertThatThrownBy(() -> Readout.logits(model(WEIGHT, null), Tensor.zeros(1, 0, 2)))
        .isInstanceOf(UserError.class)
        .hasMessage("hidden states: no step (expected: at least one step)");
  }

  @Test
  void aModelWithoutAReadoutHasNoLogits() {
    assertThatThrownBy(() -> Readout.logits(model(null, null), Tensor.zeros(1, 1, 2)))
        .isInstanceOf(UserError.class)
        .hasMessage("readout.weight: missing (expected: a model with a readout)");
  }

  @Test
  void theFirstOfEqualLogitsWins() {
    Tensor logits = Tensor.of(new int[] {3, 3}, new double[] {1, 2, 2, 5, 5, 5, -3, -2, -1});
    assertThat(Readout.argmax(logits)).containsExactly(1, 0, 2);
    Tensor labels = Tensor.of(new int[] {3}, new double[] {1, 2, 2});
    assertThat(Readout.correct(logits, labels)).isEqualTo(2);
    assertThatThrownBy(() -> Readout.correct(logits, Tensor.zeros(2)))
        .isInstanceOf(UserError.class)
        .hasMessage("labels: shape [2] (expected: shape [3])");
  }
}
