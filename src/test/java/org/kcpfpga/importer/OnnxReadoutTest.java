package org.kcpfpga.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kcpfpga.importer.Cases.assertSame;
import static org.kcpfpga.importer.Cases.random;
import static org.kcpfpga.onnx.OnnxOperator.integer;
import static org.kcpfpga.onnx.OnnxOperator.integers;
import static org.kcpfpga.onnx.OnnxOperator.single;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kcpfpga.onnx.GraphFile;
import org.kcpfpga.tensor.Tensor;

/** The ways from h to a classifier: its logits are those of ONNX Runtime. */
class OnnxReadoutTest {
  private static final int STEPS = 5;
  private static final int SEQUENCES = 2;
  private static final int N = 3;
  private static final int M = 4;
  private static final int C = 6;

  @TempDir Path folder;

  /** An LSTM of all steps Y and the last one Y_h, and what a read-out may need. */
  private static GraphFile network() {
    Random r = new Random(8);
    return new GraphFile()
        .input("X", STEPS, SEQUENCES, N)
        .tensor("W", random(r, 1, 4 * M, N))
        .tensor("R", random(r, 1, 4 * M, M))
        .tensor("B", random(r, 1, 8 * M))
        .tensor("CM", random(r, C, M))
        .tensor("MC", random(r, M, C))
        .tensor("C", random(r, C))
        .tensor("CC", random(r, C, C))
        .tensor("scalar", random(r))
        .integers("zero", 0)
        .integers("one", 1)
        .integers("four", 4)
        .integers("five", 5)
        .integers("last", -1)
        .integers("end", Long.MAX_VALUE)
        .integers("rows", -1, M)
        .integers("keep", 0, -1, M)
        .integers("flat", 0, 0, -1)
        .node("LSTM", "X W R B", "Y Y_h", integer("hidden_size", M));
  }

  static Stream<Arguments> ways() {
    return Stream.of(
        way(
            "Y_h squeezed, Gemm transposed",
            g ->
                g.node("Squeeze", "Y_h zero", "h")
                    .node("Gemm", "h CM C", "logits", integer("transB", 1))),
        way(
            "without axes, alpha and beta",
            g ->
                g.node("Squeeze", "Y_h", "h")
                    .node("Gemm", "h MC C", "logits", single("alpha", 0.5f), single("beta", -2))),
        way(
            "Gemm without bias, Softmax is left to the host",
            g ->
                g.node("Squeeze", "Y_h zero", "h")
                    .node("Gemm", "h MC", "logits")
                    .node("Softmax", "logits", "p")),
        way(
            "one bias for all",
            g -> g.node("Squeeze", "Y_h zero", "h").node("Gemm", "h MC scalar", "logits")),
        way(
            "MatMul and Add",
            g ->
                g.node("Squeeze", "Y_h zero", "h")
                    .node("MatMul", "h MC", "p")
                    .node("Add", "C p", "logits")),
        way(
            "the last step of Y, batch first",
            g ->
                g.node("Squeeze", "Y one", "s")
                    .node("Transpose", "s", "b", integers("perm", 1, 0, 2))
                    .node("Gather", "b last", "l", integer("axis", 1))
                    .node("Squeeze", "l one", "h")
                    .node("Gemm", "h CM C", "logits", integer("transB", 1))),
        way(
            "the last step by its number",
            g ->
                g.node("Gather", "Y four", "l", integer("axis", 0))
                    .node("Reshape", "l rows", "h")
                    .node("MatMul", "h MC", "p")
                    .node("Add", "p C", "logits")),
        way(
            "the last step by a slice",
            g ->
                g.node("Slice", "Y last end zero", "l")
                    .node("Reshape", "l rows", "h")
                    .node("Gemm", "h MC C", "logits")),
        way(
            "a slice to the known end",
            g ->
                g.node("Slice", "Y four five zero", "l")
                    .node("Squeeze", "l", "h")
                    .node("Gemm", "h MC C", "logits")),
        way(
            "turned and flattened, as of two directions",
            g ->
                g.node("Transpose", "Y", "t", integers("perm", 0, 2, 1, 3))
                    .node("Reshape", "t flat", "s")
                    .node("Gather", "s last", "l", integer("axis", 0))
                    .node("Squeeze", "l zero", "h")
                    .node("Gemm", "h MC C", "logits")),
        way(
            "Flatten and casts",
            g ->
                g.node("Transpose", "Y_h", "t", integers("perm", 1, 0, 2))
                    .node("Flatten", "t", "f")
                    .node("Identity", "f", "i")
                    .node("Unsqueeze", "i one", "u")
                    .node("Squeeze", "u one", "h")
                    .node("Gemm", "h MC C", "logits")));
  }

  private static Arguments way(String name, UnaryOperator<GraphFile> way) {
    return Arguments.of(name, way);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void logitsAreThoseOfOnnxRuntime(String name, UnaryOperator<GraphFile> way) throws OrtException {
    GraphFile graph = way.apply(network()).output("logits", SEQUENCES, C);
    Tensor x = random(new Random(9), STEPS, SEQUENCES, N);
    Imported imported = Cases.read(folder, graph);
    assertThat(imported.layer().readout()).as("%s: %s", name, imported.notes()).isNotNull();
    Tensor theirs = graph.run(Map.of("X", x)).get("logits");
    assertSame(name, new PlainCell(imported.layer()).logits(x), theirs);
  }

  @Test
  void aReadoutOfEveryStepIsTakenForTheLast() throws OrtException {
    GraphFile graph =
        network()
            .output("logits", STEPS * SEQUENCES, C)
            .node("Reshape", "Y rows", "h")
            .node("Gemm", "h MC C", "logits");
    Imported imported = Cases.read(folder, graph);
    assertThat(imported.notes())
        .containsExactly("read-out Gemm_logits is of every step; here of the last");
    Tensor x = random(new Random(9), STEPS, SEQUENCES, N);
    double[] all = graph.run(Map.of("X", x)).get("logits").values();
    int from = (STEPS - 1) * SEQUENCES * C;
    Tensor last = Tensor.of(new int[] {SEQUENCES, C}, Arrays.copyOfRange(all, from, all.length));
    assertSame("last", new PlainCell(imported.layer()).logits(x), last);
  }

  private void assertNone(GraphFile graph, String why) {
    Imported imported = Cases.read(folder, graph);
    assertThat(imported.layer().readout()).isNull();
    assertThat(imported.notes()).anyMatch(note -> note.contains(why));
  }

  @Test
  void whatIsNoReadoutIsToldAndLeftOut() {
    assertNone(
        network().node("Gather", "Y zero", "h").node("MatMul", "h MC", "logits"),
        "not followed behind Gather Gather_h: not seen to be the last step or layer");
    assertNone(
        network()
            .node("Reshape", "Y rows", "r")
            .node("Gather", "r zero", "h")
            .node("MatMul", "h MC", "logits"),
        "not followed behind Gather Gather_h");
    assertNone(
        network().node("Slice", "Y zero one zero", "h").node("MatMul", "h MC", "logits"),
        "not followed behind Slice Slice_h");
    assertNone(
        network().node("Squeeze", "Y_h zero", "h").node("Gemm", "h CM C", "logits"),
        "Gemm Gemm_logits is no read-out: no matrix of 4 rows for h");
    assertNone(
        network()
            .node("Squeeze", "Y_h zero", "h")
            .node("Gemm", "h MC C", "a")
            .node("Relu", "a", "r")
            .node("Gemm", "r CC C", "logits"),
        "Gemm Gemm_a is no read-out: Relu Relu_r follows");
    assertNone(
        network()
            .input("shift", SEQUENCES, C)
            .node("MatMul", "Y_h MC", "p")
            .node("Add", "p shift", "logits"),
        "MatMul MatMul_p is no read-out: no bias of 6 elements");
  }

  /** PyTorch's h_n[-1] of several layers. */
  @Test
  void theLastOfAStackOfStatesIsTheOneThatStandsLast() throws OrtException {
    Random r = new Random(10);
    GraphFile stack =
        network()
            .output("logits", SEQUENCES, C)
            .tensor("W1", random(r, 1, 4 * M, M))
            .node("Squeeze", "Y one", "X1")
            .node("LSTM", "X1 W1 R", "_ Z_h", integer("hidden_size", M))
            .node("Concat", "Y_h Z_h", "all", integer("axis", 0))
            .node("Gather", "all last", "l", integer("axis", 0))
            .node("Squeeze", "l zero", "h")
            .node("Gemm", "h MC C", "logits");
    Imported second = Cases.read(folder, stack, new ImportChoice(null, 1, null, null));
    assertThat(second.layer().readout().name()).isEqualTo("Gemm_logits");
    Imported first = Cases.read(folder, stack, new ImportChoice(null, 0, null, null));
    assertThat(first.layer().readout()).isNull();
    Tensor x = random(new Random(9), STEPS, SEQUENCES, N);
    Tensor between = new PlainCell(first.layer()).run(x);
    assertSame(
        "both",
        new PlainCell(second.layer()).logits(between),
        stack.run(Map.of("X", x)).get("logits"));
    GraphFile other =
        network()
            .node("Concat", "Y_h Y_h", "all", integer("axis", 0))
            .node("Gather", "all zero", "h", integer("axis", 0))
            .node("Gemm", "h MC C", "logits");
    assertNone(other, "not followed behind Gather Gather_h");
  }

  @Test
  void ofTwoReadoutsOneIsChosen() {
    GraphFile two =
        network()
            .node("Squeeze", "Y_h zero", "h")
            .node("Gemm", "h MC C", "a")
            .node("Gemm", "h CM", "b", integer("transB", 1));
    assertThatThrownBy(() -> Cases.read(folder, two))
        .hasMessageContaining(
            "read-outs: 2 (expected: one, by --readout: Gemm_a, Gemm_b; or none)");
    ImportChoice second = new ImportChoice(null, null, null, "Gemm_b");
    Imported imported = Cases.read(folder, two, second);
    assertThat(imported.layer().readout().bias()).isNull();
    assertThat(imported.ignored()).containsExactly("Gemm Gemm_a");
    assertThat(imported.unread()).doesNotContain("MC [4, 6]");
    ImportChoice none = new ImportChoice(null, null, null, "none");
    assertThat(Cases.read(folder, two, none).layer().readout()).isNull();
    ImportChoice other = new ImportChoice(null, null, null, "x");
    assertThatThrownBy(() -> Cases.read(folder, two, other))
        .hasMessageContaining("--readout: x (expected: one of Gemm_a, Gemm_b, none)");
  }
}
