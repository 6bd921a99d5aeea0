package org.kcpfpga.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/**
 * Gate equations worked by hand, N = M = 1.
 *
 * <p>With L = ln 3: sigmoid(L) = 3/4, sigmoid(0) = 1/2, sigmoid(-L) = 1/4, tanh(L/2) = 1/2.
 */
class FloatCellTest {
  private static final double L = Math.log(3);

  /** Every W x is the given row times x, because V = 1. */
  private static KcpOperator column(double... rows) {
    OperatorShape shape =
        new OperatorShape(new int[] {1}, new int[] {rows.length}, 1, new int[] {1});
    return new KcpOperator(
        shape,
        List.of(Tensor.of(new int[] {1, rows.length, 1}, rows)),
        List.of(Tensor.of(new int[] {1, 1, 1}, new double[] {1})));
  }

  private static Tensor vector(double... values) {
    return Tensor.of(new int[] {values.length}, values);
  }

  @Test
  void lstmTakesItsGatesInTheOrderInputForgetCandidateOutput() {
    // with x = 2, h = 1: W x + b + U h = [L, 0, L/2, -L]
    Model model =
        new Model(
            CellKind.LSTM,
            column(L / 2, 1, 0, -L),
            column(-L, 1, L / 2, 0),
            vector(L, -3, 0, L),
            null,
            null,
            null);
    FloatCell.State before = new FloatCell.State(new double[] {1}, new double[] {2});

    FloatCell.State after = new FloatCell(model).step(new double[] {2}, before);

    // i = 3/4, f = 1/2, g = 1/2, o = 1/4: c' = 1/2 * 2 + 3/4 * 1/2 = 1.375
    assertThat(after.c()[0]).isCloseTo(1.375, within(1e-12));
    // tanh(1.375) = (e^2.75 - 1) / (e^2.75 + 1) = 14.6426319 / 16.6426319; h' = a quarter of it
    assertThat(after.h()[0]).isCloseTo(0.25 * 14.642631884 / 16.642631884, within(1e-9));
    assertThat(before.c()[0]).as("the state handed in").isEqualTo(2);
  }

  @Test
  void gruResetsTheHiddenPartOfTheCandidateWithItsBias() {
    // with x = 1, h = 2: r = sigmoid(L) = 3/4, z = sigmoid(-L) = 1/4
    // n = tanh(0 + r * (0 * h + 2L/3)) = tanh(L/2) = 1/2
    Model model =
        new Model(
            CellKind.GRU,
            column(L, 0, L),
            column(0, -L / 2, 0),
            vector(0, 0, -L),
            vector(0, 0, 2 * L / 3),
            null,
            null);
    FloatCell.State before = new FloatCell.State(new double[] {2}, new double[0]);

    // h' = (1 - 1/4) * 1/2 + 1/4 * 2 = 0.875
    assertThat(new FloatCell(model).step(new double[] {1}, before).h()[0])
        .isCloseTo(0.875, within(1e-12));
  }

  @Test
  void gruResetsTheProductWithTheStateToo() {
    // the same, with Un h = 2L/3 from h = 2 instead of cn
    Model model =
        new Model(
            CellKind.GRU,
            column(L, -L, 0),
            column(0, 0, L / 3),
            vector(0, 0, 0),
            vector(0, 0, 0),
            null,
            null);
    FloatCell.State before = new FloatCell.State(new double[] {2}, new double[0]);

    assertThat(new FloatCell(model).step(new double[] {1}, before).h()[0])
        .isCloseTo(0.875, within(1e-12));
  }

  @Test
  void gruTakesTheGatesOfEachElementFromItsOwnRows() {
    // x = 1, h = [2, -4]; rows r1 r2 z1 z2 n1 n2; Un h = 0, the hidden part is its bias
    // r = sigmoid([L/2 + L/2, -L + L]) = [3/4, 1/2]
    // z = sigmoid([-L/2 - L/2, L/2 + L/2]) = [1/4, 3/4]
    // n = tanh([L - L, -L + L] + r * [2L/3, L]) = tanh([L/2, L/2]) = [1/2, 1/2]
    OperatorShape hidden = new OperatorShape(new int[] {2}, new int[] {6}, 1, new int[] {1});
    KcpOperator zero =
        new KcpOperator(hidden, List.of(Tensor.zeros(1, 6, 1)), List.of(Tensor.zeros(1, 2, 1)));
    Model model =
        new Model(
            CellKind.GRU,
            column(L / 2, -L, -L / 2, L / 2, L, -L),
            zero,
            vector(0, 0, 0, 0, -L, L),
            vector(L / 2, L, -L / 2, L / 2, 2 * L / 3, L),
            null,
            null);
    FloatCell.State before = new FloatCell.State(new double[] {2, -4}, new double[0]);

    double[] h = new FloatCell(model).step(new double[] {1}, before).h();

    // h' = (1 - z) n + z h = [3/8 + 1/2, 1/8 - 3]
    assertThat(h[0]).isCloseTo(0.875, within(1e-12));
    assertThat(h[1]).isCloseTo(-2.875, within(1e-12));
    assertThat(h).hasSize(2);
  }

  @Test
  void gruThatResetsBeforeMultipliesWhatIsLeftOfH() {
    // with x = 1, h = 2: r = sigmoid(L) = 3/4, z = sigmoid(-L) = 1/4
    // n = tanh(-L + Un (r h)) = tanh(-L + L * 3/4 * 2) = tanh(L/2) = 1/2
    Model model =
        new Model(
            CellKind.GRU_RESET_BEFORE,
            column(L, 0, 0),
            column(0, -L / 2, L),
            vector(0, 0, -L),
            null,
            null,
            null);
    FloatCell.State before = new FloatCell.State(new double[] {2}, new double[0]);

    // h' = (1 - 1/4) * 1/2 + 1/4 * 2 = 0.875
    assertThat(new FloatCell(model).step(new double[] {1}, before).h()[0])
        .isCloseTo(0.875, within(1e-12));
  }

  @Test
  void theMinimalGatedUnitForgetsAsMuchAsItTakes() {
    // with x = 1, h = 2: f = sigmoid(-L + L) = 1/2, n = tanh(L/4 + L/4 * f h) = tanh(L/2) = 1/2
    Model model =
        new Model(
            CellKind.MGU, column(-L, L / 4), column(0, L / 4), vector(L, 0), null, null, null);
    FloatCell.State before = new FloatCell.State(new double[] {2}, new double[0]);

    // h' = (1 - 1/2) * 2 + 1/2 * 1/2 = 1.25
    assertThat(new FloatCell(model).step(new double[] {1}, before).h()[0])
        .isCloseTo(1.25, within(1e-12));
  }

  @Test
  void plainRnnIsTheTanhOfTheSum() {
    Model model = new Model(CellKind.RNN, column(L / 4), column(L), vector(-L), null, null, null);
    FloatCell.State before = new FloatCell.State(new double[] {1}, new double[0]);

    // tanh(2 * L/4 + L - L) = 1/2
    assertThat(new FloatCell(model).step(new double[] {2}, before).h()[0])
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void linearIsTheProductAndTheBiasWithoutAnyState() {
    Model model = new Model(CellKind.LINEAR, column(3, -2), null, vector(1, 5), null, null, null);
    FloatCell cell = new FloatCell(model);

    FloatCell.State first = cell.step(new double[] {2}, cell.start());
    FloatCell.State second = cell.step(new double[] {2}, first);

    assertThat(first.h()).containsExactly(7, 1);
    assertThat(second.h()).containsExactly(7, 1);
    assertThat(cell.hiddenPart(first.h())).containsExactly(0, 0);
  }

  @Test
  void everySequenceStartsFromZeroAndStepsFollowEachOther() {
    Model model = new Model(CellKind.RNN, column(1), column(0.5), vector(0), null, null, null);
    Tensor inputs = Tensor.of(new int[] {2, 2, 1}, new double[] {1, 2, 1, 2});

    Tensor hidden = FloatNetwork.run(model, inputs);

    double first = Math.tanh(1);
    double second = Math.tanh(2 + 0.5 * first);
    assertThat(hidden.shape()).containsExactly(2, 2, 1);
    assertThat(hidden.values()).containsExactly(first, second, first, second);
  }
}
