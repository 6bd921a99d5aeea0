package org.kcpfpga.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kcpfpga.importer.Cases.assertSame;
import static org.kcpfpga.importer.Cases.random;
import static org.kcpfpga.onnx.OnnxOperator.integer;
import static org.kcpfpga.onnx.OnnxOperator.integers;
import static org.kcpfpga.onnx.OnnxOperator.strings;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.onnx.GraphFile;
import org.kcpfpga.rnn.CellDefinition.Equations;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.TestSeed;

/** Recurrent nodes of any shape: what is imported computes what ONNX Runtime does with the file. */
class OnnxImportTest {
  private static final int CASES = 40;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"LSTM", "GRU", "RNN"})
  void everyStateIsTheOneOfOnnxRuntime(String type) throws OrtException {
    Random r = TestSeed.random("everyStateIsTheOneOfOnnxRuntime " + type, 41);
    int gates = type.equals("LSTM") ? 4 : type.equals("GRU") ? 3 : 1;
    int before = 0;
    for (int i = 0; i < CASES; i++) {
      int n = 1 + r.nextInt(9);
      int m = 1 + r.nextInt(9);
      int steps = 1 + r.nextInt(6);
      int sequences = 1 + r.nextInt(3);
      boolean hard = !type.equals("RNN") && r.nextBoolean();
      GraphFile graph =
          new GraphFile()
              .input("X", steps, sequences, n)
              .output("Y", steps, 1, sequences, m)
              .tensor("W", random(r, 1, gates * m, n))
              .tensor("R", random(r, 1, gates * m, m));
      String inputs = "X W R";
      if (r.nextBoolean()) {
        graph.tensor("B", random(r, 1, 2 * gates * m));
        inputs += " B";
      }
      graph.node(type, inputs, "Y", attributes(r, type, m, hard).toArray(byte[][]::new));
      Tensor x = random(r, steps, sequences, n);

      ImportedLayer layer = Cases.read(folder, graph).layer();

      boolean resetsBefore = layer.cell().equations() == Equations.RESET_BEFORE;
      assertThat(layer.cell().name())
          .isEqualTo(type + (resetsBefore ? "_RESET_BEFORE" : "") + (hard ? "_HARD_SIGMOID" : ""));
      before += resetsBefore ? 1 : 0;
      Tensor theirs = graph.run(Map.of("X", x)).get("Y");
      assertSame("case " + i, new PlainCell(layer).run(x), theirs);
      assertSame("case " + i + ", written", Cases.exchanged(written(layer, x)), theirs);
    }
    assertThat(before).as("resets before").matches(count -> type.equals("GRU") == count > 0);
  }

  /** h of the model file. */
  private Tensor written(ImportedLayer layer, Tensor x) {
    Path path = folder.resolve("dense.safetensors");
    DenseFile.write(path, layer);
    return FloatNetwork.run(FormatModelFile.network(path), Cases.exchanged(x));
  }

  private static List<byte[]> attributes(Random r, String type, int m, boolean hard) {
    List<byte[]> attributes = new ArrayList<>();
    attributes.add(integer("hidden_size", m));
    if (type.equals("GRU") && r.nextBoolean()) {
      attributes.add(integer("linear_before_reset", 1));
    }
    if (hard) {
      attributes.add(
          strings(
              "activations",
              type.equals("LSTM")
                  ? List.of("HardSigmoid", "Tanh", "Tanh")
                  : List.of("HardSigmoid", "Tanh")));
    }
    return attributes;
  }

  /** An exporter that keeps PyTorch's order of gates and lets the graph bring them into ONNX's. */
  @Test
  void weightsThatTheGraphPutsInOrderAreFolded() throws OrtException {
    Random r = TestSeed.random("weightsThatTheGraphPutsInOrderAreFolded", 42);
    int m = 3;
    GraphFile graph =
        new GraphFile()
            .input("X", 4, 2, 5)
            .output("Y", 4, 1, 2, m)
            .tensor("lstm.weight_ih_l0", random(r, 4 * m, 5))
            .tensor("lstm.weight_hh_l0", random(r, 4 * m, m))
            .tensor("lstm.bias_ih_l0", random(r, 4 * m))
            .tensor("lstm.bias_hh_l0", random(r, 4 * m))
            .tensor("embedding", random(r, 7, 2))
            .integers("zero", 0)
            .integers("one", m)
            .integers("three", 3 * m)
            .integers("end", Long.MAX_VALUE);
    for (String part : List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh")) {
      String from = "lstm." + part + "_l0";
      graph
          .node("Slice", from + " zero one zero", part + "_i")
          .node("Slice", from + " three end zero", part + "_o")
          .node("Slice", from + " one three zero", part + "_fc")
          .node("Concat", part + "_i " + part + "_o " + part + "_fc", part, integer("axis", 0));
    }
    graph
        .node("Unsqueeze", "weight_ih zero", "W")
        .node("Unsqueeze", "weight_hh zero", "R")
        .node("Concat", "bias_ih bias_hh", "b", integer("axis", 0))
        .node("Unsqueeze", "b zero", "B")
        .node("LSTM", "X W R B", "Y", integer("hidden_size", m));
    Tensor x = random(r, 4, 2, 5);

    Imported imported = Cases.read(folder, graph);

    Tensor theirs = graph.run(Map.of("X", x)).get("Y");
    assertSame("folded", new PlainCell(imported.layer()).run(x), theirs);
    assertThat(imported.folded()).hasSize(4 * 4 + 4).contains("Concat Concat_b");
    assertThat(imported.unread()).containsExactly("embedding [7, 2]");
    assertThat(imported.ignored()).isEmpty();
  }

  /** How PyTorch's exporter makes initial states of a batch whose size is not known. */
  @Test
  void initialStatesAreZerosOrInputsOfTheGraph() {
    GraphFile zeros =
        recurrent()
            .integers("axis", 1)
            .integers("front", 1)
            .integers("size", 4)
            .integers("first", 0)
            .node("Shape", "X", "shape")
            .node("Gather", "shape axis", "batch", integer("axis", 0))
            .node("Concat", "front batch size", "wanted", integer("axis", 0))
            .node("ConstantOfShape", "wanted", "h")
            .node("LSTM", "X W R _ _ h h", "Y", integer("hidden_size", 4));
    assertThat(Cases.read(folder, zeros).notes())
        .containsExactly("initial_h: zeros", "initial_c: zeros");
    GraphFile states =
        recurrent()
            .input("state", 2, 1, 2, 4)
            .integers("zero", 0)
            .integers("one", 1)
            .integers("two", 2)
            .node("Slice", "state zero one zero", "h4")
            .node("Slice", "state one two zero", "c4")
            .node("Squeeze", "h4 zero", "h")
            .node("Squeeze", "c4 zero", "c")
            .node("LSTM", "X W R _ _ h c", "Y", integer("hidden_size", 4));
    assertThat(Cases.read(folder, states).notes())
        .containsExactly(
            "initial_h: input state of the graph", "initial_c: input state of the graph");
  }

  private static GraphFile recurrent() {
    Random r = new Random(5);
    return new GraphFile()
        .input("X", 3, 2, 2)
        .output("Y", 3, 1, 2, 4)
        .tensor("W", random(r, 1, 16, 2))
        .tensor("R", random(r, 1, 16, 4));
  }

  @Test
  void ofSeveralLayersOneIsChosen() {
    Random r = new Random(6);
    GraphFile stack =
        recurrent()
            .tensor("W1", random(r, 1, 9, 4))
            .tensor("R1", random(r, 1, 9, 3))
            .integers("one", 1)
            .node("LSTM", "X W R", "Y0", integer("hidden_size", 4))
            .node("Squeeze", "Y0 one", "X1")
            .node("GRU", "X1 W1 R1", "Y", integer("hidden_size", 3));
    assertThatThrownBy(() -> Cases.read(folder, stack))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(
            "m.onnx: recurrent layers: 2 (expected: one, by --node or --layer: 0 LSTM LSTM_Y0, 1"
                + " GRU GRU_Y)");
    Imported first = Cases.read(folder, stack, new ImportChoice(null, 0, null, null));
    assertThat(first.layer().cell()).isEqualTo(CellKind.LSTM);
    assertThat(first.input()).isEqualTo("input X [3, 2, 2] of the graph");
    Imported second = Cases.read(folder, stack, new ImportChoice("GRU_Y", null, null, null));
    assertThat(second.layer().inSize()).isEqualTo(4);
    assertThat(second.layer().cell()).isEqualTo(CellKind.GRU_RESET_BEFORE);
    ImportChoice gru = new ImportChoice("GRU_Y", null, CellKind.GRU, null);
    assertThat(Cases.read(folder, stack, gru).layer().cell()).isEqualTo(CellKind.GRU_RESET_BEFORE);
    assertThat(second.ignored()).containsExactly("LSTM LSTM_Y0", "Squeeze Squeeze_X1");
    assertThat(second.unread()).containsExactly("W [1, 16, 2]", "R [1, 16, 4]", "one [1]");
    assertThatThrownBy(() -> Cases.read(folder, stack, new ImportChoice("x", 7, null, null)))
        .hasMessageContaining(
            "--node x --layer 7: no such layer (expected: one of 0 LSTM LSTM_Y0,");
    assertThatThrownBy(
            () -> Cases.read(folder, stack, new ImportChoice(null, 1, CellKind.LSTM, null)))
        .hasMessageContaining("GRU GRU_Y: gru_reset_before (expected: lstm, as --cell says)");
  }

  /** The test itself: a layer in the order of the file would not agree. */
  @Test
  void gatesThatAreNotPutInOrderWouldBeSeen() throws OrtException {
    Random r = new Random(7);
    GraphFile graph = recurrent().node("LSTM", "X W R", "Y", integer("hidden_size", 4));
    Tensor x = random(r, 3, 2, 2);
    ImportedLayer right = Cases.read(folder, graph).layer();
    Tensor theirs = graph.run(Map.of("X", x)).get("Y");
    assertSame("right", new PlainCell(right).run(x), theirs);
    GateOrder back = new GateOrder(0, 3, 1, 2);
    ImportedLayer wrong =
        new ImportedLayer(
            right.cell(),
            back.matrix(right.input(), 16, 2),
            back.matrix(right.hidden(), 16, 4),
            right.bias(),
            null,
            null);
    assertThatThrownBy(() -> assertSame("wrong", new PlainCell(wrong).run(x), theirs))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void gatesMoveWithinTheirArray() {
    double[] rows = {0, 1, 10, 11, 20, 21, 30, 31};
    assertThat(new GateOrder(0, 2, 3, 1).apply(rows)).containsExactly(0, 1, 20, 21, 30, 31, 10, 11);
    assertThat(new GateOrder(1, 0, 2).apply(new double[] {1, 2, 3})).containsExactly(2, 1, 3);
    assertThat(new GateOrder(2, 3, 1, 0).apply(new double[] {1, 2, 3, 4}))
        .containsExactly(3, 4, 2, 1);
    assertThat(new GateOrder(0).apply(new double[] {5})).containsExactly(5);
  }

  @Test
  void aMatrixThatIsBothWAndRIsPutInOrderOnce() throws OrtException {
    GraphFile graph =
        new GraphFile()
            .input("X", 3, 2, 4)
            .output("Y", 3, 1, 2, 4)
            .tensor("R", random(new Random(5), 1, 16, 4))
            .node("Identity", "R", "V")
            .node("LSTM", "X V V", "Y", integer("hidden_size", 4));
    ImportedLayer layer = Cases.read(folder, graph).layer();
    assertThat(layer.input()).isEqualTo(layer.hidden());
    Tensor x = random(new Random(6), 3, 2, 4);
    assertSame("shared", new PlainCell(layer).run(x), graph.run(Map.of("X", x)).get("Y"));
  }

  @Test
  void handWorkedGru() {
    // one unit, one input: z reads row 0, r row 1, h row 2
    GraphFile graph =
        new GraphFile()
            .input("X", 1, 1, 1)
            .output("Y", 1, 1, 1, 1)
            .tensor("W", Cases.counted(1, 3, 1))
            .tensor("R", Cases.counted(1, 3, 1))
            .tensor("B", Cases.counted(1, 6))
            .node("GRU", "X W R B", "Y", integer("linear_before_reset", 1));
    ImportedLayer layer = Cases.read(folder, graph).layer();
    assertThat(layer.input().values()).containsExactly(2, 1, 3);
    assertThat(layer.bias().values()).containsExactly(2, 1, 3);
    assertThat(layer.hiddenBias().values()).containsExactly(5, 4, 6);
  }

  @Test
  void aTransposedInputIsStillThatInput() {
    GraphFile graph =
        recurrent()
            .input("frames", 2, 3, 2)
            .node("Transpose", "frames", "moved", integers("perm", 1, 0, 2))
            .node("LSTM", "moved W R", "Y", integer("hidden_size", 4));
    assertThat(Cases.read(folder, graph).input()).isEqualTo("input frames [2, 3, 2] of the graph");
  }
}
