package org.kcpfpga.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.OnnxModel;
import org.kcpfpga.OnnxModel.Value;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.plan.Design;
import org.kcpfpga.tensor.Tensor;

/** The float reference against ONNX Runtime, which runs the same network on the dense matrices. */
class OnnxOracleTest {
  private static final int NETWORKS = 12;
  private static final int LONGEST = 20;

  /** Where ONNX's gates stand among ours: LSTM i o f c, GRU z r h. */
  private static final Map<CellKind, int[]> GATES =
      Map.of(
          CellKind.LSTM, new int[] {0, 3, 1, 2},
          CellKind.GRU, new int[] {1, 0, 2},
          CellKind.RNN, new int[] {0});

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU", "RNN"})
  void floatNetworkIsThatOfOnnxRuntime(CellKind kind) throws OrtException {
    SplittableRandom r = RandomDesigns.random("OnnxOracleTest " + kind, 1);
    for (int network = 0; network < NETWORKS; network++) {
      Design design = RandomDesigns.design(r, kind, RandomDesigns.Limits.SMALL);
      Model model =
          withBiases(Model.random(kind, design.input(), design.hidden(), 0, r.nextLong()), r);
      Tensor inputs = inputs(r, 1 + r.nextInt(LONGEST), model.inSize());
      double[] expected = onnx(model, inputs);
      double[] found = FloatNetwork.run(model, inputs).values();
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i]).as("%s, value %d", design, i).isCloseTo(expected[i], within(1e-5));
      }
    }
  }

  @Test
  void gatesInAnotherOrderAreSeen() throws OrtException {
    SplittableRandom r = RandomDesigns.random("OnnxOracleTest order", 2);
    Design design = RandomDesigns.design(r, CellKind.LSTM, RandomDesigns.Limits.SMALL);
    Model model = Model.random(CellKind.LSTM, design.input(), design.hidden(), 0, 3);
    double[] bias = model.bias().values().clone();
    int size = model.hiddenSize();
    // forget and candidate exchanged
    for (int m = 0; m < size; m++) {
      bias[size + m] += 1;
    }
    Model other = model(model, bias, null);
    Tensor inputs = inputs(r, 5, model.inSize());
    double[] found = FloatNetwork.run(model, inputs).values();
    double[] expected = onnx(other, inputs);
    double largest = 0;
    for (int i = 0; i < found.length; i++) {
      largest = Math.max(largest, Math.abs(found[i] - expected[i]));
    }
    assertThat(largest).isGreaterThan(1e-3);
  }

  private static Model withBiases(Model model, SplittableRandom r) {
    int rows = model.input().shape().rowSize();
    double[] hidden = model.hiddenBias() == null ? null : r.doubles(rows, -0.5, 0.5).toArray();
    return model(model, r.doubles(rows, -0.5, 0.5).toArray(), hidden);
  }

  private static Model model(Model m, double[] bias, double[] hiddenBias) {
    int[] shape = {bias.length};
    Tensor second = hiddenBias == null ? m.hiddenBias() : Tensor.of(shape, hiddenBias);
    return new Model(m.cell(), m.input(), m.hidden(), Tensor.of(shape, bias), second, null, null);
  }

  private static Tensor inputs(SplittableRandom r, int steps, int size) {
    return Tensor.of(new int[] {1, steps, size}, r.doubles((long) steps * size, -1, 1).toArray());
  }

  /** All hidden states, step by step. */
  private double[] onnx(Model model, Tensor inputs) throws OrtException {
    int steps = inputs.extent(1);
    int n = model.inSize();
    int m = model.hiddenSize();
    int rows = model.input().shape().rowSize();
    Map<String, Integer> attributes = new HashMap<>(Map.of("hidden_size", m));
    if (model.cell() == CellKind.GRU) {
      attributes.put("linear_before_reset", 1);
    }
    List<Value> values =
        List.of(
            new Value("x", steps, 1, n),
            new Value("w", 1, rows, n),
            new Value("r", 1, rows, m),
            new Value("b", 1, 2 * rows));
    byte[] file =
        OnnxModel.operator(model.cell().name(), attributes, values, new Value("y", steps, 1, 1, m));
    double[] hiddenBias =
        model.hiddenBias() == null ? new double[rows] : model.hiddenBias().values();
    List<double[]> contents =
        List.of(
            inputs.values(),
            ordered(model, model.input().dense().values(), n),
            ordered(model, model.hidden().dense().values(), m),
            join(ordered(model, model.bias().values(), 1), ordered(model, hiddenBias, 1)));
    try (OrtSession session = environment.createSession(file, new OrtSession.SessionOptions())) {
      Map<String, OnnxTensor> fed = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        fed.put(values.get(i).name(), tensor(values.get(i), contents.get(i)));
      }
      try (OrtSession.Result result = session.run(fed)) {
        FloatBuffer y = ((OnnxTensor) result.get(0)).getFloatBuffer();
        double[] all = new double[y.remaining()];
        Arrays.setAll(all, i -> y.get(i));
        return all;
      }
    }
  }

  /** Rows of our gates in the order of ONNX's. */
  private static double[] ordered(Model model, double[] rows, int columns) {
    int[] gates = GATES.get(model.cell());
    int block = model.hiddenSize() * columns;
    double[] all = new double[rows.length];
    for (int gate = 0; gate < gates.length; gate++) {
      System.arraycopy(rows, gates[gate] * block, all, gate * block, block);
    }
    return all;
  }

  private static double[] join(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private OnnxTensor tensor(Value value, double[] values) throws OrtException {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    long[] shape = Arrays.stream(value.shape()).asLongStream().toArray();
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
  }
}
