package org.kcpfpga.train.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.step.Batch;

/** Training through integers computes what the functional model does, bit for bit. */
class FixedLearnerTest {
  private static final List<BitWidths> WIDTHS =
      List.of(BitWidths.DEFAULT, new BitWidths(8, 4, 12, 10), new BitWidths(16, 16, 16, 16));

  @BeforeAll
  static void startTheLibrary() {
    Djl.start(1);
  }

  static Stream<Arguments> networks() {
    return Arrays.stream(CellKind.values())
        .flatMap(
            cell ->
                WIDTHS.stream()
                    .flatMap(
                        bits ->
                            Stream.of(
                                Arguments.of(cell, bits, new boolean[] {false, false}),
                                Arguments.of(cell, bits, new boolean[] {false, true}),
                                Arguments.of(cell, bits, new boolean[] {true, false}))));
  }

  private static KcpTarget target(CellKind cell, BitWidths bits, boolean... merged) {
    int[] rows = {2 * cell.gates(), 2};
    OperatorShape input = new OperatorShape(new int[] {2, 3}, rows, 2, new int[] {2, 2});
    OperatorShape hidden =
        cell.recurrent() ? new OperatorShape(new int[] {2, 2}, rows, 2, new int[] {2, 2}) : null;
    MergedModes modes = new MergedModes(merged, cell.recurrent() ? merged : new boolean[0]);
    return new KcpTarget(cell, input, hidden, modes, bits);
  }

  /** Larger than those of calibration, so that some values clip. */
  private static Batch loud(NetworkShape shape) {
    Batch batch = Networks.batch(shape, 5, 6, 12);
    double[] x = Arrays.stream(batch.x()).map(value -> 1.5 * value).toArray();
    return new Batch(5, 6, x, null, batch.labels());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyHiddenValueIsThatOfTheFunctionalModel(CellKind cell, BitWidths bits, boolean[] merged) {
    NetworkShape shape = Networks.shape(cell, FormatKind.KCP);
    Map<String, Tensor> parameters = Networks.parameters(shape, 11);
    KcpTarget target = target(cell, bits, merged);
    Batch batch = loud(shape);
    Tensor quiet = Networks.inputs(Networks.batch(shape, 2, 3, 13));
    Scales scales = target.calibrated(parameters, quiet);
    QuantisedModel integers = target.integers(parameters, scales);
    ExactSums.require(integers);
    FixedNetwork fixed = new FixedNetwork(integers);
    Tensor expected = fixed.run(Networks.inputs(batch));
    try (Learner learner = new Learner(shape, bits, p -> target.integers(p, scales))) {
      assertThat(learner.hidden(parameters, batch)).isEqualTo(expected);
    }
  }

  /** With words this wide rounding is nearly nothing: gradients are those of floating point. */
  @ParameterizedTest
  @MethodSource("networks")
  void gradientsOfWideWordsAreThoseOfFloatingPoint(
      CellKind cell, BitWidths bits, boolean[] merged) {
    NetworkShape shape = Networks.shape(cell, FormatKind.KCP);
    Map<String, Tensor> parameters = Networks.parameters(shape, 14);
    BitWidths wide = new BitWidths(16, 16, 18, 18);
    KcpTarget target = target(cell, wide, merged);
    Batch batch = Networks.batch(shape, 4, 3, 15);
    Scales scales = target.calibrated(parameters, Networks.inputs(batch));
    try (Learner exact = new Learner(shape);
        Learner learner = new Learner(shape, wide, p -> target.integers(p, scales))) {
      Map<String, float[]> expected = exact.learn(parameters, batch).gradients();
      Map<String, float[]> found = learner.learn(parameters, batch).gradients();
      expected.forEach(
          (name, gradient) -> {
            for (int i = 0; i < gradient.length; i++) {
              assertThat(found.get(name)[i])
                  .as("%s[%d]", name, i)
                  .isCloseTo(gradient[i], within(0.01f));
            }
          });
    }
  }

  /** The tables of the gates stay, and nothing else. */
  @Test
  void nothingOfABatchStaysInTheMemoryOfTheLibrary() {
    NetworkShape shape = Networks.shape(CellKind.LSTM, FormatKind.KCP);
    Map<String, Tensor> parameters = Networks.parameters(shape, 11);
    KcpTarget target = target(CellKind.LSTM, BitWidths.DEFAULT, false, true);
    Batch batch = Networks.batch(shape, 4, 3, 15);
    Scales scales = target.calibrated(parameters, Networks.inputs(batch));
    try (Learner learner = new Learner(shape, BitWidths.DEFAULT, p -> target.integers(p, scales))) {
      int before = learner.kept();
      for (int i = 0; i < 20; i++) {
        learner.learn(parameters, batch);
        learner.last(parameters, batch);
      }
      assertThat(learner.kept()).isEqualTo(before).isEqualTo(2);
    }
  }

  /** Of 4 bits, 0.9 asks for steps of 1/8; without it nearly all of the others would be 0. */
  @Test
  void oneLargeFactorDoesNotTakeThePrecisionOfTheOthers() {
    NetworkShape shape = Networks.shape(CellKind.LSTM, FormatKind.KCP);
    Map<String, Tensor> parameters = Networks.parameters(shape, 11);
    double[] small = parameters.get("input.V.1").values();
    for (int i = 0; i < small.length; i++) {
      small[i] = 0.06f;
    }
    KcpTarget target = target(CellKind.LSTM, new BitWidths(8, 4, 16, 16), false, false);
    Tensor samples = Networks.inputs(Networks.batch(shape, 2, 3, 13));
    small[0] = 0.9f;
    assertThat(target.calibrated(parameters, samples).inputOperator().v().get(0)).isEqualTo(3);
    small[0] = 0.51f;
    assertThat(target.calibrated(parameters, samples).inputOperator().v().get(0)).isEqualTo(4);
  }

  @Test
  void aWrongShiftIsSeen() {
    NetworkShape shape = Networks.shape(CellKind.LSTM, FormatKind.KCP);
    Map<String, Tensor> parameters = Networks.parameters(shape, 11);
    KcpTarget target = target(CellKind.LSTM, BitWidths.DEFAULT, false, false);
    Batch batch = loud(shape);
    Scales scales = target.calibrated(parameters, Networks.inputs(batch));
    Scales wrong =
        new Scales(
            scales.input(),
            scales.inputOperator(),
            scales.hiddenOperator(),
            scales.bias(),
            scales.state() - 6,
            scales.output());
    Tensor expected =
        new FixedNetwork(target.integers(parameters, scales)).run(Networks.inputs(batch));
    try (Learner learner = new Learner(shape, BitWidths.DEFAULT, p -> target.integers(p, wrong))) {
      assertThat(learner.hidden(parameters, batch)).isNotEqualTo(expected);
    }
  }

  /** An RNN of 128 products a sum: 18 + 18 + 7 bits, 2 more for both operators and the bias. */
  @Test
  void sumsThatADoubleCannotHoldAreRefused() {
    assertThat(ExactSums.longest(widest(0))).isEqualTo(45);
    assertThat(ExactSums.longest(widest(8))).isEqualTo(53);
    ExactSums.require(widest(8));
    assertThatThrownBy(() -> ExactSums.require(widest(9)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("sums of up to 54 bits");
  }

  /** Words of 18 bits; the joint sum is finer than that of the input by {@code align} bits. */
  private static QuantisedModel widest(int align) {
    int[] two = {2};
    OperatorShape shape = new OperatorShape(two, two, 64, two);
    QuantisedOperator operator = new QuantisedOperator(shape, null, null, two, two, two, two, null);
    return new QuantisedModel(
        CellKind.RNN,
        new BitWidths(18, 18, 18, 18),
        new QuantisedModel.Fractions(17, 0, 17),
        operator,
        operator,
        two,
        null,
        new CellScales(
            new CellScales.Joint(align, 0, 0, 0), new CellScales.Pointwise(0, 0, 0, 0, 0)));
  }
}
