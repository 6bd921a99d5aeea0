package org.kcpfpga.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kcpfpga.importer.Cases.assertRefused;
import static org.kcpfpga.importer.Cases.assertSame;
import static org.kcpfpga.importer.Cases.counted;
import static org.kcpfpga.importer.Cases.exchanged;
import static org.kcpfpga.importer.Cases.filled;
import static org.kcpfpga.importer.Cases.random;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.onnx.GraphFile;
import org.kcpfpga.onnx.OnnxOperator;
import org.kcpfpga.onnx.ProtoBytes;
import org.kcpfpga.onnx.TensorBytes;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.TestSeed;

/**
 * The node cases by which the ONNX project tests its own operators LSTM, GRU and RNN, made anew
 * from their formulas, with W, R and B stored in the file: each is what ONNX Runtime computes, or
 * refused by name.
 */
class OnnxNodeCasesTest {
  @TempDir Path folder;

  /** A case: sizes, X [steps, sequences, N], and biases if it has them. */
  private record NodeCase(String type, Tensor x, Tensor w, Tensor r, Tensor b) {
    static NodeCase of(String type, Tensor x, int size, double scale) {
      int rows = gates(type) * size;
      return new NodeCase(
          type, x, filled(scale, 1, rows, x.extent(2)), filled(scale, 1, rows, size), null);
    }

    static int gates(String type) {
      return type.equals("LSTM") ? 4 : type.equals("GRU") ? 3 : 1;
    }

    /** W's bias filled, R's zero. */
    NodeCase biased(double bias) {
      int rows = w.extent(1);
      Tensor both = Tensor.zeros(1, 2 * rows);
      Arrays.fill(both.values(), 0, rows, (float) bias);
      return new NodeCase(type, x, w, r, both);
    }

    int size() {
      return r.extent(2);
    }

    /** The file, where sequences come first in X and Y if wanted. */
    GraphFile file(boolean batchFirst) {
      int steps = x.extent(0);
      int sequences = x.extent(1);
      GraphFile graph =
          batchFirst
              ? new GraphFile()
                  .input("X", sequences, steps, x.extent(2))
                  .output("Y", sequences, steps, 1, size())
              : new GraphFile()
                  .input("X", steps, sequences, x.extent(2))
                  .output("Y", steps, 1, sequences, size());
      graph.tensor("W", w).tensor("R", r);
      if (b != null) {
        graph.tensor("B", b);
      }
      byte[] hidden = OnnxOperator.integer("hidden_size", size());
      byte[] layout = OnnxOperator.integer("layout", batchFirst ? 1 : 0);
      String inputs = b == null ? "X W R" : "X W R B";
      return batchFirst
          ? graph.node(type, inputs, "Y Y_h", hidden, layout)
          : graph.node(type, inputs, "Y Y_h", hidden);
    }
  }

  private void assertAsOnnxRuntime(NodeCase given) throws OrtException {
    Tensor theirs = given.file(false).run(Map.of("X", given.x())).get("Y");
    Imported imported = Cases.read(folder, given.file(false));
    assertSame(given.type(), new PlainCell(imported.layer()).run(given.x()), theirs);
    assertThat(imported.unread()).isEmpty();
  }

  /** ONNX Runtime has no layout 1: it computes the same with layout 0. */
  private void assertBatchwise(NodeCase given) throws OrtException {
    Tensor theirs = given.file(false).run(Map.of("X", given.x())).get("Y");
    Imported imported = Cases.read(folder, given.file(true));
    assertSame(given.type(), new PlainCell(imported.layer()).run(given.x()), theirs);
  }

  @Test
  void defaults() throws OrtException {
    assertAsOnnxRuntime(NodeCase.of("LSTM", counted(1, 3, 2), 3, 0.1));
    assertAsOnnxRuntime(NodeCase.of("GRU", counted(1, 3, 2), 5, 0.1));
    assertAsOnnxRuntime(NodeCase.of("RNN", counted(1, 3, 2), 4, 0.1));
  }

  @Test
  void initialBias() throws OrtException {
    assertAsOnnxRuntime(NodeCase.of("LSTM", counted(1, 3, 3), 4, 0.1).biased(0.1));
    assertAsOnnxRuntime(NodeCase.of("GRU", counted(1, 3, 3), 3, 0.1).biased(0.1));
    assertAsOnnxRuntime(NodeCase.of("RNN", counted(1, 3, 3), 5, 0.1).biased(0.1));
  }

  @Test
  void sequenceLength() throws OrtException {
    Random r = TestSeed.random("sequenceLength", 31);
    for (String type : new String[] {"GRU", "RNN", "LSTM"}) {
      int rows = NodeCase.gates(type) * 5;
      assertAsOnnxRuntime(
          new NodeCase(
              type,
              counted(2, 3, 3),
              random(r, 1, rows, 3),
              random(r, 1, rows, 5),
              random(r, 1, 2 * rows)));
    }
  }

  @Test
  void batchwise() throws OrtException {
    Tensor x = exchanged(counted(3, 1, 2));
    assertBatchwise(NodeCase.of("LSTM", x, 7, 0.3));
    assertBatchwise(NodeCase.of("GRU", x, 6, 0.2));
    assertBatchwise(NodeCase.of("RNN", x, 4, 0.5));
  }

  @Test
  void peepholesAreRefusedUnlessTheyAreZero() throws OrtException {
    NodeCase given = NodeCase.of("LSTM", counted(1, 2, 4), 3, 0.1);
    assertRefused(folder, peepholes(given, filled(0.1, 1, 9)))
        .hasMessageContaining("LSTM LSTM_Y: P: peephole weights (expected: none, or zeros)");
    GraphFile zero = peepholes(given, filled(0, 1, 9));
    Tensor theirs = zero.run(Map.of("X", given.x())).get("Y");
    Imported imported = Cases.read(folder, zero);
    assertSame("zeros", new PlainCell(imported.layer()).run(given.x()), theirs);
    assertThat(imported.notes())
        .containsExactly(
            "sequence_lens: constant; a core is told the end of each sequence",
            "initial_h: zeros",
            "initial_c: zeros");
  }

  private static GraphFile peepholes(NodeCase given, Tensor p) {
    byte[] lengths =
        ProtoBytes.join(TensorBytes.head("lengths", 6, 2), ProtoBytes.field(5, new byte[] {1, 1}));
    return new GraphFile()
        .input("X", 1, 2, 4)
        .output("Y", 1, 1, 2, 3)
        .tensor("W", given.w())
        .tensor("R", given.r())
        .tensor("B", filled(0, 1, 24))
        .tensor(lengths)
        .tensor("h", filled(0, 1, 2, 3))
        .tensor("c", filled(0, 1, 2, 3))
        .tensor("P", p)
        .node("LSTM", "X W R B lengths h c P", "Y", OnnxOperator.integer("hidden_size", 3));
  }
}
