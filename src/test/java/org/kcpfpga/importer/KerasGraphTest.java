package org.kcpfpga.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kcpfpga.importer.Cases.assertSame;
import static org.kcpfpga.importer.Cases.exchanged;
import static org.kcpfpga.importer.Cases.random;
import static org.kcpfpga.onnx.OnnxOperator.integer;
import static org.kcpfpga.onnx.OnnxOperator.integers;
import static org.kcpfpga.onnx.OnnxOperator.singles;
import static org.kcpfpga.onnx.OnnxOperator.strings;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.onnx.GraphFile;
import org.kcpfpga.onnx.OnnxOperator;
import org.kcpfpga.onnx.TensorBytes;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.Tensor;

/**
 * A Keras model as tf2onnx writes it: kernels stored as Keras has them, [inputs, 3 M], zero states
 * made from the shape of the batch, the last step by a strided slice.
 */
class KerasGraphTest {
  private static final int STEPS = 4;
  private static final int SEQUENCES = 3;
  private static final int N = 5;
  private static final int M = 2;

  @TempDir Path folder;

  private static GraphFile network(String type, String ins, byte[]... attributes) {
    int gates = type.equals("LSTM") ? 4 : 3;
    Random r = new Random(13);
    return new GraphFile()
        .input("frames", SEQUENCES, STEPS, N)
        .output("classes", SEQUENCES, 6)
        .tensor("kernel", random(r, N, gates * M))
        .tensor("recurrent", random(r, M, gates * M))
        .tensor("bias", random(r, 2 * gates * M))
        .tensor("dense", random(r, M, 6))
        .tensor("dense_bias", random(r, 6))
        .integers("zero", 0)
        .integers("one", 1)
        .integers("last", -1)
        .integers("end", Integer.MAX_VALUE)
        .integers("size", M)
        .node("Transpose", "kernel", "k", integers("perm", 1, 0))
        .node("Unsqueeze", "k zero", "W")
        .node("Transpose", "recurrent", "t", integers("perm", 1, 0))
        .node("Unsqueeze", "t zero", "R")
        .node("Unsqueeze", "bias zero", "B")
        .node("Shape", "frames", "shape")
        .node("Slice", "shape zero one zero", "batch")
        .node("Concat", "batch size", "wanted", integer("axis", 0))
        .node(
            "ConstantOfShape",
            "wanted",
            "zeros",
            OnnxOperator.tensor("value", TensorBytes.raw("", Tensor.zeros(1))))
        .node("Unsqueeze", "zeros zero", "h0")
        .node("Transpose", "frames", "X", integers("perm", 1, 0, 2))
        .node(type, ins, "Y", attributes)
        .node("Squeeze", "Y one", "s")
        .node("Transpose", "s", "sequences", integers("perm", 1, 0, 2))
        .node("Slice", "sequences last end one one", "step")
        .node("Squeeze", "step one", "h")
        .node("MatMul", "h dense", "product")
        .node("Add", "product dense_bias", "classes");
  }

  private Imported same(GraphFile graph) throws OrtException {
    Tensor frames = random(new Random(14), SEQUENCES, STEPS, N);
    Imported imported = Cases.read(folder, graph);
    Tensor theirs = graph.run(Map.of("frames", frames)).get("classes");
    assertSame("classes", new PlainCell(imported.layer()).logits(exchanged(frames)), theirs);
    assertThat(imported.input()).isEqualTo("input frames [3, 4, 5] of the graph");
    return imported;
  }

  @Test
  void lstmOfKeras() throws OrtException {
    Imported imported = same(network("LSTM", "X W R B _ h0 h0", integer("hidden_size", M)));
    assertThat(imported.notes()).containsExactly("initial_h: zeros", "initial_c: zeros");
    // states of zeros need no shape
    assertThat(imported.unread()).containsExactly("size [1]");
  }

  @Test
  void gruOfKerasTwo() throws OrtException {
    byte[] after = integer("linear_before_reset", 1);
    Imported imported = same(network("GRU", "X W R B _ h0", integer("hidden_size", M), after));
    assertThat(imported.layer().cell()).isEqualTo(CellKind.GRU);
  }

  @Test
  void gruOfKerasOneWithHardSigmoid() throws OrtException {
    Imported imported =
        same(
            network(
                "GRU",
                "X W R B _ h0",
                integer("hidden_size", M),
                strings("activations", List.of("HardSigmoid", "Tanh")),
                singles("activation_alpha", 0.2f),
                singles("activation_beta", 0.5f)));
    assertThat(imported.layer().cell()).isEqualTo(CellKind.GRU_RESET_BEFORE_HARD_SIGMOID);
  }
}
