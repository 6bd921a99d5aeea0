package org.kcpfpga.train.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.step.Batch;
import org.kcpfpga.train.step.Distillation;
import org.kcpfpga.train.step.Targets;

/** Hidden states against the float reference, gradients against differences of its loss. */
class LearnerTest {
  private static final double STEP = 1e-4;

  @BeforeAll
  static void startTheLibrary() {
    Djl.start(1);
  }

  static Stream<Arguments> cellsAndFormats() {
    return Arrays.stream(CellKind.values())
        .flatMap(cell -> formats().stream().map(kind -> Arguments.of(cell, kind)));
  }

  private static List<FormatKind> formats() {
    return List.of(FormatKind.values());
  }

  @ParameterizedTest
  @MethodSource("cellsAndFormats")
  void hiddenStatesAreThoseOfTheReference(CellKind cell, FormatKind kind) {
    NetworkShape shape = Networks.shape(cell, kind);
    Map<String, Tensor> parameters = Networks.parameters(shape, 1);
    Batch batch = Networks.batch(shape, 3, 4, 2);
    Tensor expected = FloatNetwork.run(Networks.dense(shape, parameters), Networks.inputs(batch));
    try (Learner learner = new Learner(shape)) {
      Tensor hidden = learner.hidden(parameters, batch);
      assertThat(hidden.shape()).isEqualTo(expected.shape());
      for (int i = 0; i < hidden.size(); i++) {
        assertThat(hidden.values()[i]).isCloseTo(expected.values()[i], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cellsAndFormats")
  void gradientsAreDifferencesOfTheLoss(CellKind cell, FormatKind kind) {
    NetworkShape shape = Networks.shape(cell, kind);
    Map<String, Tensor> parameters = Networks.parameters(shape, 3);
    Batch batch = Networks.batch(shape, 3, 3, 4);
    try (Learner learner = new Learner(shape)) {
      Learner.Lesson lesson = learner.learn(parameters, batch);
      assertThat(lesson.loss()).isCloseTo(Networks.loss(shape, parameters, batch), within(1e-5));
      assertThat(lesson.gradients().keySet()).isEqualTo(parameters.keySet());
      parameters.forEach(
          (name, tensor) -> {
            float[] gradient = lesson.gradients().get(name);
            for (int i = 0; i < tensor.size(); i++) {
              double difference = difference(shape, parameters, batch, tensor.values(), i);
              assertThat((double) gradient[i])
                  .as("%s[%d]", name, i)
                  .isCloseTo(difference, within(1e-4 * (1 + Math.abs(difference))));
            }
          });
    }
  }

  /** (loss(p + e) - loss(p - e)) / 2e for the parameter at {@code i} of {@code values}. */
  private static double difference(
      NetworkShape shape, Map<String, Tensor> parameters, Batch batch, double[] values, int i) {
    double before = values[i];
    values[i] = before + STEP;
    double above = Networks.loss(shape, parameters, batch);
    values[i] = before - STEP;
    double below = Networks.loss(shape, parameters, batch);
    values[i] = before;
    return (above - below) / (2 * STEP);
  }

  /** h = tanh(0.5 x), two classes, logits h and -h. */
  @Test
  void oneStepOfOneUnitIsAsByHand() {
    NetworkShape shape =
        new NetworkShape(CellKind.RNN, Networks.matrix(1, 1), Networks.matrix(1, 1), 2);
    Map<String, Tensor> parameters =
        Map.of(
            "input.weight", Tensor.of(new int[] {1, 1}, new double[] {0.5}),
            "hidden.weight", Tensor.of(new int[] {1, 1}, new double[] {3}),
            "bias", Tensor.zeros(1),
            "readout.weight", Tensor.of(new int[] {2, 1}, new double[] {1, -1}),
            "readout.bias", Tensor.zeros(2));
    Batch batch = new Batch(1, 1, new double[] {2}, null, new int[] {0});
    try (Learner learner = new Learner(shape)) {
      Learner.Lesson lesson = learner.learn(parameters, batch);
      // h = tanh(1) = 0.761594, loss = log(1 + exp(-2 h)) = 0.197223
      assertThat(lesson.loss()).isCloseTo(0.197223, within(1e-5));
      assertThat(lesson.correct()).isEqualTo(1);
      // dloss/dh = -2 / (1 + exp(2 h)) = -0.357985, dh/da = 1 - h^2 = 0.419974, da/dw = x = 2
      assertThat(lesson.gradients().get("input.weight")[0]).isCloseTo(-0.300688f, within(1e-5f));
      assertThat(lesson.gradients().get("hidden.weight")[0]).isZero();
    }
  }

  /**
   * The same cell with half of the loss from labels, half from a teacher of p = (3/4, 1/4) at T =
   * 2, and a quarter of the states' error, whose h' is 1/2.
   */
  @Test
  void aTeacherIsHeardAsByHand() {
    NetworkShape shape =
        new NetworkShape(CellKind.RNN, Networks.matrix(1, 1), Networks.matrix(1, 1), 2);
    Map<String, Tensor> parameters =
        Map.of(
            "input.weight", Tensor.of(new int[] {1, 1}, new double[] {0.5}),
            "hidden.weight", Tensor.of(new int[] {1, 1}, new double[] {3}),
            "bias", Tensor.zeros(1),
            "readout.weight", Tensor.of(new int[] {2, 1}, new double[] {1, -1}),
            "readout.bias", Tensor.zeros(2));
    Distillation weights = new Distillation(0.5, 2, 0.25);
    float[] logits = {(float) (2 * Math.log(3)), 0};
    Targets targets = new Targets(logits, new float[] {0.5f}, weights);
    Batch batch = new Batch(1, 1, new double[] {2}, null, new int[] {0}, targets);
    try (Learner learner = new Learner(shape)) {
      Learner.Lesson lesson = learner.learn(parameters, batch);
      // h = tanh(1), q = 1 / (1 + exp(-h)) = 0.681700: KL = 0.011229
      // 1/2 0.197223 + 1/2 4 KL + 1/4 (h - 1/2)^2 / (1/2)^2
      assertThat(lesson.loss()).isCloseTo(0.189502, within(1e-5));
      // (1/2 (-0.357985) + 1/2 4 (q - 3/4) + 1/4 2 (h - 1/2) / (1/2)^2) (1 - h^2) 2
      assertThat(lesson.gradients().get("input.weight")[0]).isCloseTo(0.174369f, within(1e-5f));
    }
    Targets states = new Targets(null, new float[] {0.5f}, new Distillation(1, 1, 1));
    Batch alone = new Batch(1, 1, new double[] {2}, null, new int[1], states);
    NetworkShape bare = new NetworkShape(shape.cell(), shape.input(), shape.hidden(), 0);
    Map<String, Tensor> cell = new LinkedHashMap<>(parameters);
    cell.keySet().retainAll(bare.parameters().keySet());
    try (Learner learner = new Learner(bare)) {
      Learner.Lesson lesson = learner.learn(cell, alone);
      // (h - 1/2)^2 / (1/2)^2
      assertThat(lesson.loss()).isCloseTo(0.273726, within(1e-5));
      assertThat(lesson.correct()).isZero();
    }
  }

  @Test
  void aMaskHidesUnitsFromTheNextStepOnly() {
    NetworkShape shape = Networks.shape(CellKind.RNN, FormatKind.KCP);
    Map<String, Tensor> parameters = Networks.parameters(shape, 5);
    Batch one = Networks.batch(shape, 1, 2, 6);
    Batch none = new Batch(1, 2, one.x(), new float[4], one.labels());
    double[] second = Arrays.copyOfRange(Networks.inputs(one).values(), 6, 12);
    Tensor alone = Tensor.of(new int[] {1, 1, 6}, second);
    Tensor expected = FloatNetwork.run(Networks.dense(shape, parameters), alone);
    try (Learner learner = new Learner(shape)) {
      Tensor last = learner.last(parameters, none);
      for (int i = 0; i < 4; i++) {
        assertThat(last.values()[i]).isCloseTo(expected.values()[i], within(1e-5));
      }
      assertThat(learner.last(parameters, one)).isNotEqualTo(last);
    }
  }
}
