package org.kcpfpga.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Outputs that cannot be written, and outputs that must not be. */
@Tag("locale")
class OutputsTest extends CommandCalls {
  private Path model;
  private Path input;

  @BeforeEach
  void writeInputs() {
    OperatorShape shape =
        new OperatorShape(new int[] {2, 2}, new int[] {2, 2}, 1, new int[] {1, 1});
    model = folder.resolve("m.safetensors");
    ModelFile.write(model, Model.random(CellKind.LINEAR, shape, null, 0, 1));
    input = folder.resolve("x.npy");
    Npy.writeFloat32(input, Tensor.of(new int[] {1, 1, 4}, new double[] {1, 2, 3, 4}));
  }

  private int run(String engine, Path output) {
    return kcp(
        "run",
        "--model",
        model.toString(),
        "--input",
        input.toString(),
        "--engine",
        engine,
        "-o",
        output.toString());
  }

  @Test
  void anOutputThatCannotBeWrittenIsSeenBeforeAnInputThatIsWrong() throws IOException {
    Files.writeString(input, "no array");
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertRefused(run("cycle", folder.resolve("none/y.npy")), "y.npy: no directory ");
    assertRefused(run("cycle", folder), ": a directory");
    assertRefused(run("cycle", file.resolve("y.npy")), "y.npy: no directory ");
    assertRefused(run("cycle", folder.resolve("y".repeat(256))), "File name too long");
    assertRefused(run("cycle", Path.of("")), "an empty name");
    assertThat(file).hasContent("mine");
  }

  @Test
  void anInputIsNoOutput() throws IOException {
    byte[] before = Files.readAllBytes(input);
    assertRefused(run("float", input), "-o: ", "another file than that of --input");
    assertRefused(run("float", model), "-o: ", "another file than that of --model");
    Path link = Files.createSymbolicLink(folder.resolve("link.npy"), input);
    assertRefused(run("float", link), "another file than that of --input");
    assertThat(input).hasBinaryContent(before);
  }

  @Test
  void aModelWhoseNameIsAsLongAsNamesCanBeRuns() throws IOException {
    String longest = "模".repeat(80) + ".safetensors";
    model = Files.move(model, folder.resolve(longest));
    assertThat(run("cycle", folder.resolve("y.npy"))).as(err.toString()).isZero();
    model = Files.move(model, folder.resolve("a".repeat(242) + ".safetensors"));
    assertThat(run("cycle", folder.resolve("y.npy"))).as(err.toString()).isZero();
  }

  @Test
  void valuesThatNoFileCanHoldAreNotWritten() throws IOException {
    OperatorShape shape =
        new OperatorShape(new int[] {2, 2}, new int[] {2, 2}, 1, new int[] {1, 1});
    Model random = Model.random(CellKind.LINEAR, shape, null, 0, 1);
    double[] large = new double[] {1e38, 3e38, 1e38, 1e38};
    Npy.writeFloat32(input, Tensor.of(new int[] {1, 1, 4}, large));
    random.input().u(1).values()[0] = 1e6;
    random.input().u(1).values()[1] = 1e6;
    ModelFile.write(model, random);
    Path output = folder.resolve("y.npy");
    assertRefused(run("float", output), "float32: h[", "Infinity (expected: a finite number)");
    assertThat(output).doesNotExist();
  }

  @Test
  void generateRefusesAFolderBeforeItPlans() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    for (Path out : new Path[] {file, file.resolve("core"), Path.of("")}) {
      refused(all("(expected: a folder"), "generate", "none.json", "-o", out.toString());
      refused(all("(expected: a folder"), "fpga", "package", "none.json", "-o", out.toString());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void generatingAnotherCoreLeavesNothingOfTheFirst() throws IOException {
    Path core = folder.resolve("core");
    String tiny = Files.readString(Path.of("designs/tiny.json"));
    Path loadable = folder.resolve("loadable.json");
    Files.writeString(loadable, "\uFEFF" + tiny.replace("\"rom\"", "\"loadable\""));
    assertThat(kcp("generate", loadable.toString(), "-o", core.toString())).isZero();
    assertThat(core.resolve("load.txt")).exists();
    Files.writeString(core.resolve("mine.v"), "module mine; endmodule");
    assertThat(kcp("generate", "designs/linear.json", "-o", core.toString())).isZero();
    try (Stream<Path> files = Files.list(core)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("linear_core.v", "mine.v", "plan.json")
          .noneMatch(name -> name.startsWith("tiny") || name.equals("load.txt"));
    }
  }
}
