package org.kcpfpga.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.Design;
import org.kcpfpga.onnx.OnnxOperator;
import org.kcpfpga.onnx.OnnxOperator.Value;
import org.kcpfpga.onnx.OnnxRun;
import org.kcpfpga.tensor.Tensor;

/**
 * The float reference against ONNX Runtime with dense weights, over random shapes, biases, lengths
 * and states. Its results are float32, so they agree within rounding.
 */
class OnnxAgreementTest {
  private static final double TOLERANCE = 1e-5;
  private static final int CASES = 120;

  /** Biases up to some five times this: gates are open, shut, and between. */
  private static final double BIAS_SCALE = 16;

  @ParameterizedTest
  @EnumSource(value = CellKind.class, names = "LINEAR", mode = EnumSource.Mode.EXCLUDE)
  void everyStateIsTheOneOfOnnxRuntime(CellKind cell) throws OrtException {
    SplittableRandom r = RandomDesigns.random("everyStateIsTheOneOfOnnxRuntime " + cell, 21);
    int states = 0;
    for (int i = 0; i < CASES; i++) {
      Model model = model(r, cell);
      OnnxBatch batch = OnnxBatch.random(r, model, i % 3 == 0);
      Map<String, Tensor> onnx = OnnxCell.of(model).run(batch, part(r, model));
      for (int s = 0; s < batch.sequences(); s++) {
        states += compareSequence("case " + i, model, batch, s, onnx);
      }
    }
    assertThat(states).as("states compared").isGreaterThan(CASES);
  }

  @ParameterizedTest
  @EnumSource(value = CellKind.class, names = "LINEAR", mode = EnumSource.Mode.EXCLUDE)
  void wholeRunsFromTheZeroStateAgree(CellKind cell) throws OrtException {
    SplittableRandom r = RandomDesigns.random("wholeRunsFromTheZeroStateAgree " + cell, 22);
    for (int i = 0; i < CASES / 4; i++) {
      Model model = model(r, cell);
      OnnxBatch batch = OnnxBatch.random(r, model, true).whole();
      Tensor onnx = OnnxCell.of(model).run(batch, part(r, model)).get("Y");

      Tensor ours = FloatNetwork.run(model, batch.inputs());

      assertThat(ours.size()).isEqualTo(onnx.size());
      for (int s = 0; s < batch.sequences(); s++) {
        for (int t = 0; t < batch.steps(); t++) {
          for (int m = 0; m < model.hiddenSize(); m++) {
            assertThat(ours.at(s, t, m))
                .as("case %d, sequence %d, step %d, element %d", i, s, t, m)
                .isCloseTo(onnx.at(t, 0, s, m), within(TOLERANCE));
          }
        }
      }
    }
  }

  @Test
  void theLinearCellIsOnnxRuntimesProduct() throws OrtException {
    SplittableRandom r = RandomDesigns.random("theLinearCellIsOnnxRuntimesProduct", 23);
    for (int i = 0; i < CASES; i++) {
      Model model = model(r, CellKind.LINEAR);
      OnnxBatch batch = OnnxBatch.random(r, model, true);
      int vectors = batch.sequences() * batch.steps();
      Tensor onnx = product(model, batch.inputs().reshape(vectors, model.inSize()));

      Tensor ours = FloatNetwork.run(model, batch.inputs());

      assertThat(ours.size()).isEqualTo(onnx.size());
      for (int e = 0; e < ours.size(); e++) {
        double tolerance = TOLERANCE * Math.max(1, Math.abs(onnx.values()[e]));
        assertThat(ours.values()[e])
            .as("case %d, element %d", i, e)
            .isCloseTo(onnx.values()[e], within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  void gatesInTheModelsOwnOrderWouldNotAgree(CellKind cell) throws OrtException {
    SplittableRandom r = RandomDesigns.random("gatesInTheModelsOwnOrderWouldNotAgree " + cell, 24);
    Model model = model(r, cell);
    OnnxBatch batch = OnnxBatch.random(r, model, false);
    int[] order = cell.keepsCell() ? new int[] {0, 1, 2, 3} : new int[] {0, 1, 2};

    Tensor right = OnnxCell.of(model).run(batch, part(r, model)).get("Y_h");
    Tensor wrong = new OnnxCell(model, order).run(batch, part(r, model)).get("Y_h");

    double largest = 0;
    for (int i = 0; i < right.size(); i++) {
      largest = Math.max(largest, Math.abs(right.values()[i] - wrong.values()[i]));
    }
    assertThat(largest).isGreaterThan(1000 * TOLERANCE);
  }

  /** All steps of sequence s and, from Y_h and Y_c, its last state; returns how many there are. */
  private static int compareSequence(
      String name, Model model, OnnxBatch batch, int s, Map<String, Tensor> onnx) {
    FloatCell cell = new FloatCell(model);
    FloatCell.State state = batch.start(s, model.cell());
    for (int t = 0; t < batch.lengths()[s]; t++) {
      state = cell.step(batch.input(s, t), state);
      String place = name + ", sequence " + s + ", step " + t;
      compare(place, state.h(), onnx.get("Y"), t * batch.sequences() + s);
    }
    compare(name + ", last h of " + s, state.h(), onnx.get("Y_h"), s);
    if (model.cell().keepsCell()) {
      compare(name + ", last c of " + s, state.c(), onnx.get("Y_c"), s);
    }
    return batch.lengths()[s];
  }

  private static void compare(String place, double[] ours, Tensor onnx, int row) {
    for (int m = 0; m < ours.length; m++) {
      assertThat(ours[m])
          .as("%s, element %d", place, m)
          .isCloseTo(onnx.values()[row * ours.length + m], within(TOLERANCE));
    }
  }

  /** Any shape; biases from small ones to such that shut the gates. */
  private static Model model(SplittableRandom r, CellKind cell) {
    Design shapes = RandomDesigns.design(r, cell, RandomDesigns.Limits.SMALL);
    Model model = Model.random(cell, shapes.input(), shapes.hidden(), 0, r.nextLong());
    scale(model.bias(), r.nextDouble(BIAS_SCALE));
    if (model.hiddenBias() != null) {
      scale(model.hiddenBias(), r.nextDouble(BIAS_SCALE));
    }
    return model;
  }

  private static void scale(Tensor tensor, double scale) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.values()[i] = (float) (scale * tensor.values()[i]);
    }
  }

  /** What ONNX is to add to U h of the one bias that an LSTM or RNN of ours has. */
  private static double[] part(SplittableRandom r, Model model) {
    return r.doubles(model.bias().size(), -1, 1).map(value -> (float) value).toArray();
  }

  /** Y = X W^T + b. */
  private static Tensor product(Model model, Tensor vectors) throws OrtException {
    int rows = model.hiddenSize();
    int columns = model.inSize();
    Tensor w =
        Tensor.of(new int[] {rows, columns}, DenseWeights.of(model.input(), new int[1], rows));
    OnnxOperator gemm =
        new OnnxOperator(
            "Gemm",
            List.of(OnnxOperator.integer("transB", 1)),
            List.of(
                Value.floats("X", vectors.shape()),
                Value.floats("W", w.shape()),
                Value.floats("B", rows)),
            List.of(Value.floats("Y", vectors.extent(0), rows)));
    return OnnxRun.of(gemm, Map.of("X", vectors, "W", w, "B", model.bias())).get("Y");
  }
}
