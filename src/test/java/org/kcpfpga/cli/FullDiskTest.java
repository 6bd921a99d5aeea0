package org.kcpfpga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.onnx.GraphFile;
import org.kcpfpga.onnx.OnnxOperator;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** A disk of a kilobyte a file: what does not fit is one line, and nothing of it stays. */
@Tag("slow")
class FullDiskTest {
  @TempDir Path folder;
  @TempDir Path printed;

  @BeforeEach
  void write() throws IOException {
    Design design = DesignFile.read(Path.of("designs/tiny.json"));
    Model model = Model.random(design.cell(), design.input(), design.hidden(), 2, 1);
    ModelFile.write(folder.resolve("m.safetensors"), model);
    Npy.writeFloat32(folder.resolve("x.npy"), Tensor.zeros(4, 3, 12));
    double[] labels = {0, 1, 0, 1};
    Npy.writeInt64(folder.resolve("l.npy"), Tensor.of(new int[] {4}, labels));
    Files.write(
        folder.resolve("net.onnx"),
        new GraphFile()
            .input("x", 5, 1, 12)
            .output("y", 5, 1, 1, 16)
            .tensor("W", Tensor.zeros(1, 64, 12))
            .tensor("R", Tensor.zeros(1, 64, 16))
            .node("LSTM", "x W R", "y", OnnxOperator.integer("hidden_size", 16))
            .bytes());
  }

  private void assertFull(String written, String... command) throws Exception {
    List<String> before = files();
    KcpProcess.Result result = KcpProcess.begin(printed, "ulimit -f 1;", command).end();
    assertThat(result.code()).as(result.err()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("kcp: " + folder.resolve(written) + ": cannot be written: ")
        .hasLineCount(1);
    assertThat(files()).isEqualTo(before);
  }

  /** A lock says nothing once its process has ended. */
  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toString)
          .filter(name -> !name.endsWith("/.kcp.lock") && !name.endsWith("/results"))
          .sorted()
          .toList();
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void importAndCompress() throws Exception {
    assertFull("d.safetensors", "import", path("net.onnx"), "-o", path("d.safetensors"));
    String[] wide = {"import", path("net.onnx"), "-o", path("d.safetensors")};
    assertThat(KcpProcess.begin(printed, "", wide).end().code()).isZero();
    String[] compress = {"compress", path("d.safetensors"), "--terms", "4", "--ranks", "2"};
    assertFull(
        "c.safetensors",
        Stream.concat(Stream.of(compress), Stream.of("-o", path("c.safetensors")))
            .toArray(String[]::new));
  }

  @Test
  void report() throws Exception {
    String[] report = {"report", path("m.safetensors"), "--input", path("x.npy")};
    assertFull(
        "r.html",
        Stream.concat(Stream.of(report), Stream.of("-o", path("r.html"))).toArray(String[]::new));
  }

  @Test
  void theCheckpointOfAStudy() throws Exception {
    Files.writeString(
        folder.resolve("s.json"),
        """
        {"name": "t", "cell": "gru", "in": [3, 4], "out": [2, 4],
         "hidden": {"terms": 1, "ranks": 2},
         "data": {"kind": "npy", "train": {"inputs": "x.npy", "labels": "l.npy"},
                  "test": {"inputs": "x.npy", "labels": "l.npy"}},
         "formats": ["kcp"], "budgets": [400], "seeds": [1], "epochs": 2}
        """);
    String[] study = {"study", path("s.json"), "-o", path("results")};
    assertFull("results/kcp-400-1.checkpoint", study);
  }
}
