package org.kcpfpga.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kcpfpga.importer.Cases.filled;
import static org.kcpfpga.onnx.OnnxOperator.integer;
import static org.kcpfpga.onnx.OnnxOperator.single;
import static org.kcpfpga.onnx.OnnxOperator.singles;
import static org.kcpfpga.onnx.OnnxOperator.strings;
import static org.kcpfpga.onnx.OnnxOperator.text;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;
import org.kcpfpga.onnx.GraphFile;
import org.kcpfpga.onnx.ProtoBytes;
import org.kcpfpga.tensor.Tensor;

/** What cannot be built is refused by its name. */
class RefusalsTest {
  @TempDir Path folder;

  private static GraphFile file() {
    return new GraphFile()
        .input("X", 3, 1, 2)
        .output("Y", 3, 1, 1, 2)
        .tensor("W", filled(0.5, 1, 8, 2))
        .tensor("R", filled(0.5, 1, 8, 2))
        .tensor("R2", filled(0.5, 2, 8, 2))
        .tensor("R3", filled(0.5, 1, 8, 3))
        .tensor("Wflat", filled(0.5, 8, 2))
        .tensor("B", filled(0.5, 1, 16))
        .tensor("B1", filled(0.5, 1, 8))
        .tensor("Wnan", nan())
        .tensor("Wnone", Tensor.zeros(1, 8, 0))
        .tensor("h", filled(0.5, 1, 1, 2));
  }

  private static Tensor nan() {
    Tensor w = filled(0.5, 1, 8, 2);
    w.values()[3] = Double.NaN;
    return w;
  }

  private void refuses(GraphFile graph, String message) {
    Cases.assertRefused(folder, graph).hasMessageContaining(message);
  }

  private void refuses(String message, byte[]... attributes) {
    refuses(file().node("LSTM", "X W R", "Y", attributes), "LSTM LSTM_Y: " + message);
  }

  @Test
  void attributesThatChangeTheMeaning() {
    refuses("direction: bidirectional (expected: forward)", text("direction", "bidirectional"));
    refuses("direction: reverse (expected: forward)", text("direction", "reverse"));
    refuses("clip: 3.0 (expected: none)", single("clip", 3));
    refuses("input_forget: 1 (expected: 0)", integer("input_forget", 1));
    refuses("hidden_size: 3 (expected: 2, as of R)", integer("hidden_size", 3));
    refuses("shear: unknown (expected: an attribute of ONNX)", integer("shear", 3));
    refuses(
        "activations: Sigmoid, Relu, Tanh (expected: Sigmoid or HardSigmoid, and Tanh)",
        strings("activations", List.of("Sigmoid", "Relu", "Tanh")));
    refuses(
        "activations: Sigmoid, Tanh (expected:",
        strings("activations", List.of("Sigmoid", "Tanh")));
    byte[] hard = strings("activations", List.of("HardSigmoid", "Tanh", "Tanh"));
    refuses("activation_alpha: HardSigmoid of 0.1666", hard, singles("activation_alpha", 1 / 6f));
    refuses("activation_beta: HardSigmoid of 0.25", hard, singles("activation_beta", 0.25f));
    refuses(
        file().node("RNN", "X W R", "Y", strings("activations", List.of("Relu"))),
        "RNN RNN_Y: activations: Relu (expected: Tanh)");
  }

  @Test
  void theDefaultsOfHardSigmoidMayBeWritten() {
    byte[] hard = strings("activations", List.of("hardsigmoid", "tanh", "tanh"));
    GraphFile graph =
        file()
            .node(
                "LSTM",
                "X W R",
                "Y",
                hard,
                singles("activation_alpha", 0.2f, 1, 1),
                singles("activation_beta", 0.5f));
    assertThat(Cases.read(folder, graph).layer().cell().jsonName()).isEqualTo("lstm_hard_sigmoid");
  }

  @Test
  void weightsThatDoNotFit() {
    refuses(file().node("LSTM", "X W R2", "Y"), "R: shape [2, 8, 2] (expected: shape [1, 8, 2])");
    refuses(file().node("LSTM", "X W R3", "Y"), "R: shape [1, 8, 3] (expected: shape [1, 12, 3])");
    refuses(file().node("GRU", "X W R", "Y"), "R: shape [1, 8, 2] (expected: shape [1, 6, 2])");
    refuses(file().node("LSTM", "X Wflat R", "Y"), "W: shape [8, 2]");
    refuses(file().node("LSTM", "X W R B1", "Y"), "B: shape [1, 8] (expected: shape [1, 16])");
    refuses(file().node("LSTM", "X Wnan R", "Y"), "W[0,1,1]: NaN (expected: a finite number)");
    refuses(file().node("LSTM", "X Wnone R", "Y"), "W: empty (expected: weights)");
    refuses(file().node("LSTM", "X _ R", "Y"), "W: missing (expected: weights)");
    refuses(file().node("LSTM", "X W", "Y"), "R: missing (expected: weights)");
    refuses(
        file().input("Win", 1, 8, 2).node("LSTM", "X Win R", "Y"),
        "W: input Win of the graph (expected: a constant)");
    refuses(
        file().node("Tanh", "W", "Wt").node("LSTM", "X Wt R", "Y"),
        "W: output of Tanh Tanh_Wt (expected: a constant)");
  }

  @Test
  void statesThatACoreCannotStartFrom() {
    refuses(
        file().node("LSTM", "X W R _ _ h", "Y"),
        "LSTM LSTM_Y: initial_h: constant h (expected: zeros, or an input of the graph)");
    refuses(
        file().input("e", 1, 1, 2).node("Tanh", "e", "c").node("LSTM", "X W R _ _ _ c", "Y"),
        "LSTM LSTM_Y: initial_c: output of Tanh Tanh_c");
    refuses(
        file()
            .node("ReduceMax", "X", "mask")
            .node("Cast", "mask", "lengths", integer("to", 6))
            .node("LSTM", "X W R _ lengths", "Y"),
        "LSTM LSTM_Y: sequence_lens: output of Cast Cast_lengths");
  }

  @Test
  void recurrencesThatAreNoSuchNode() {
    refuses(
        file().node("Relu", "X", "Y"), "recurrent layers: none among 1 nodes (expected: a node");
    refuses(file().node("Scan", "X", "Y"), "none, but Scan Scan_Y, which is not built");
    byte[] body =
        ProtoBytes.join(
            ProtoBytes.named(1, "then_branch"),
            ProtoBytes.field(6, ProtoBytes.field(1, ProtoBytes.named(4, "LSTM"))));
    refuses(file().node("If", "X", "Y", body), "none, but inside If If_Y, which is not built");
    refuses(
        file().node("DynamicQuantizeLSTM", "X", "Y"),
        "none, but DynamicQuantizeLSTM, which is not built");
  }

  @Test
  void filesOfOtherKinds() {
    Path pickle = Cases.write(folder, "m.pt", new byte[] {1});
    assertThatThrownBy(() -> Importer.read(pickle, ImportChoice.ANY))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(pickle + ": a file of another kind (expected: NAME.onnx, or NAME");
    assertThatThrownBy(() -> Importer.read(folder, ImportChoice.ANY))
        .hasMessageContaining("a directory");
  }
}
