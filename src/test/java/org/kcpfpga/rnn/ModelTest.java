package org.kcpfpga.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

class ModelTest {
  /** One mode, R = 1. */
  private static KcpOperator operator(int rows, int in) {
    OperatorShape shape = new OperatorShape(new int[] {in}, new int[] {rows}, 1, new int[] {1});
    return KcpOperator.random(shape, 1, 1);
  }

  private static void refused(
      String message, CellKind cell, KcpOperator input, KcpOperator hidden, Tensor hiddenBias) {
    Tensor bias = Tensor.zeros(input.shape().rowSize());
    assertThatThrownBy(() -> new Model(cell, input, hidden, bias, hiddenBias, null, null))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  @Test
  void rowsThatAreNoWholeGatesAreRefused() {
    refused(
        "input: rows of mode 1: 9 (expected: a multiple of the 4 gates)",
        CellKind.LSTM,
        operator(9, 3),
        operator(8, 2),
        null);
    // 9 / 4 gates would be 2 as well
    refused(
        "hidden: rows of mode 1: 9 (expected: a multiple of the 4 gates)",
        CellKind.LSTM,
        operator(8, 3),
        operator(9, 2),
        null);
  }

  @Test
  void aCellHasTheOperatorsAndBiasesOfItsKind() {
    refused(
        "hidden: missing (expected: present for cell rnn)",
        CellKind.RNN,
        operator(2, 3),
        null,
        null);
    refused(
        "hidden: present (expected: missing for cell linear)",
        CellKind.LINEAR,
        operator(2, 3),
        operator(2, 2),
        null);
    refused(
        "hidden.bias: missing (expected: present for cell gru)",
        CellKind.GRU,
        operator(6, 3),
        operator(6, 2),
        null);
    refused(
        "hidden.bias: present (expected: missing for cell rnn)",
        CellKind.RNN,
        operator(2, 3),
        operator(2, 2),
        Tensor.zeros(2));
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void mergedModesLeaveTheOutputsAsTheyAre(CellKind cell) {
    Model model = ModelFileTest.tiny(cell);
    Model merged = model.merged(new boolean[] {false, true}, new boolean[] {false, true});

    assertThat(merged.input().identity(2)).isTrue();
    assertThat(merged.input().identity(1)).isFalse();
    assertThat(merged.hidden() == null).isEqualTo(model.hidden() == null);
    Tensor inputs = Tensor.zeros(1, 3, 12);
    Arrays.setAll(inputs.values(), i -> Math.cos(i));
    double[] expected = FloatNetwork.run(model, inputs).values();
    double[] outputs = FloatNetwork.run(merged, inputs).values();
    assertThat(outputs).hasSameSizeAs(expected);
    for (int i = 0; i < outputs.length; i++) {
      assertThat(outputs[i]).isCloseTo(expected[i], within(1e-12));
    }
  }

  @Test
  void randomBiasesAreThoseOfATrainedModel() {
    OperatorShape shape = new OperatorShape(new int[] {2}, new int[] {3000}, 1, new int[] {1});
    double[] bias = Model.random(CellKind.LINEAR, shape, null, 0, 7).bias().values();
    double square = Arrays.stream(bias).map(value -> value * value).sum() / bias.length;
    // 3,000 values of deviation 0.1: the measured one lies within 5 percent
    assertThat(Math.sqrt(square)).isBetween(0.095, 0.105);
    assertThat(bias[bias.length - 1]).isNotZero();
  }

  @Test
  void gatesAreNamedInTheOrderOfTheirRows() {
    assertThat(CellKind.LSTM.gateNames()).containsExactly("input", "forget", "candidate", "output");
    assertThat(CellKind.GRU.gateNames()).containsExactly("reset", "update", "candidate");
  }
}
