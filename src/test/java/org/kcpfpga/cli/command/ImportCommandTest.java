package org.kcpfpga.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kcpfpga.onnx.OnnxOperator.integer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.onnx.GraphFile;
import org.kcpfpga.onnx.TensorBytes;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

/** {@code kcp import} as it is typed. */
@Tag("locale")
class ImportCommandTest extends CommandCalls {
  private static Tensor counted(int... shape) {
    double[] values = IntStream.range(0, (int) Tensor.sizeOf(shape)).asDoubleStream().toArray();
    return Tensor.of(shape, values);
  }

  /** A GRU of 3 inputs and 2 hidden units with 4 classes, and things besides. */
  private static GraphFile network() {
    return new GraphFile()
        .input("x", 5, 1, 3)
        .output("p", 1, 4)
        .tensor("w", counted(6, 3))
        .tensor("R", counted(1, 6, 2))
        .tensor("M", counted(2, 4))
        .tensor("table", counted(7, 3))
        .integers("zero", 0)
        .node("Unsqueeze", "w zero", "W")
        .node("GRU", "x W R", "_ last", integer("hidden_size", 2))
        .node("Squeeze", "last zero", "h")
        .node("MatMul", "h M", "logits")
        .node("Softmax", "logits", "p");
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String written(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("net.onnx"), bytes).toString();
  }

  @Test
  void aLayerBecomesADenseModelAndTheRestIsTold() throws IOException {
    String model = written(network().bytes());
    assertThat(kcp("import", model, "-o", path("d.safetensors"))).as(err.toString()).isZero();
    assertThat(out.toString().lines().map(String::strip))
        .containsExactly(
            path("d.safetensors")
                + ": gru (reset before), 3 inputs, 2 hidden units, 30 weights, read-out"
                + " of 4 classes",
            "layer     GRU GRU__",
            "input     input x [5, 1, 3] of the graph",
            "read-out  MatMul_logits",
            "folded    Unsqueeze Unsqueeze_W",
            "ignored   Softmax Softmax_p",
            "unread    table [7, 3]");
    Safetensors file = Safetensors.read(folder.resolve("d.safetensors"));
    assertThat(file.metadata())
        .containsAllEntriesOf(Map.of("format", "dense", "cell", "gru", "reset", "before"))
        .containsAllEntriesOf(Map.of("input.in", "3", "input.out", "2", "hidden.in", "2"));
    // z, r, h of 2 rows each become r, z, n
    assertThat(file.tensors().get("hidden.weight").values())
        .containsExactly(4, 5, 6, 7, 0, 1, 2, 3, 8, 9, 10, 11);
    assertThat(file.tensors().get("readout.weight").values())
        .containsExactly(0, 4, 1, 5, 2, 6, 3, 7);
    assertThat(file.tensors().keySet())
        .containsExactlyInAnyOrder("input.weight", "hidden.weight", "bias", "readout.weight");
  }

  @Test
  void jsonHasTheSame() throws IOException {
    String model = written(network().bytes());
    assertThat(kcp("import", model, "-o", path("d.safetensors"), "--json")).isZero();
    JsonNode values = json();
    assertThat(values.get("cell").asText()).isEqualTo("gru");
    assertThat(values.get("reset").asText()).isEqualTo("before");
    assertThat(values.get("parameters").asInt()).isEqualTo(18);
    assertThat(values.get("parametersCell").asInt()).isEqualTo(30);
    assertThat(values.get("classes").asInt()).isEqualTo(4);
    assertThat(values.get("unread").get(0).asText()).isEqualTo("table [7, 3]");
    assertThat(values.get("ignored")).hasSize(1);
    assertThat(values.get("folded")).hasSize(1);
  }

  private void assertNothingWritten(String... parts) throws IOException {
    String output = path("out.safetensors");
    refused(parts, "import", path("net.onnx"), "-o", output);
    try (var files = Files.list(folder)) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("net.onnx");
    }
  }

  @Test
  void badFilesAreOneLineAndNothingIsWritten() throws IOException {
    byte[] whole = network().bytes();
    written(new byte[0]);
    assertNothingWritten("net.onnx: 0 bytes");
    written(Arrays.copyOf(whole, whole.length / 2));
    assertNothingWritten("net.onnx: ");
    written("text".getBytes(StandardCharsets.US_ASCII));
    assertNothingWritten("net.onnx: ");
    // finite as a float64, but not in the float32 of the output
    GraphFile huge =
        new GraphFile()
            .input("x", 1, 1, 1)
            .tensor(TensorBytes.doubles("W", Tensor.of(new int[] {1, 1, 1}, new double[] {1e300})))
            .tensor("R", counted(1, 1, 1))
            .node("RNN", "x W R", "y");
    written(huge.bytes());
    assertNothingWritten("input.weight[0]: 1.0E300 (expected: a finite float32)");
    Files.delete(folder.resolve("net.onnx"));
    Files.createDirectory(folder.resolve("net.onnx"));
    assertNothingWritten("net.onnx: a directory");
  }

  @Test
  void wrongOptionsAreRefused() throws IOException {
    String model = written(network().bytes());
    String output = path("d.safetensors");
    refused(
        all("--cell: lstn (expected: one of lstm"),
        "import",
        model,
        "--cell",
        "lstn",
        "-o",
        output);
    refused(
        all("--layer: -1 (expected: 0 or more)"), "import", model, "--layer", "-1", "-o", output);
    refused(all("--node none: no such layer"), "import", model, "--node", "none", "-o", output);
    refused(
        all("--readout: x (expected: one of MatMul_logits, none)"),
        "import",
        model,
        "--readout",
        "x",
        "-o",
        output);
    refused(all("-o: ", "another file than that of MODEL"), "import", model, "-o", model);
    refused(all("no directory"), "import", model, "-o", path("none/d.safetensors"));
    assertThat(kcp("import", model, "--readout", "none", "-o", output)).isZero();
    assertThat(out.toString()).contains("no read-out");
  }

  @Test
  void namesWithControlCharactersDoNotReachTheTerminal() throws IOException {
    String model = written(network().tensor("a\u001b[2J\nb", counted(1)).bytes());
    assertThat(kcp("import", model, "-o", path("d.safetensors"))).isZero();
    assertThat(out.toString()).contains("unread    a [2J b [1]").doesNotContain("\u001b");
  }
}
