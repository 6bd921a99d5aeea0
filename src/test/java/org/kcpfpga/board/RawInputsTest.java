package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.rnn.CellTensors;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verilated.PtyBoard;
import org.kcpfpga.verilated.build.BoardBuild;

/** Raw inputs of a model that normalises them, through the driver in {@code docs}. */
@Tag("slow")
class RawInputsTest extends CommandCalls {
  private static final Path DRIVER = Path.of("docs/kcp_driver.py").toAbsolutePath();
  private static final Path CORE = Boards.FOLDER.resolve("normalised").toAbsolutePath();
  private static final int STEPS = 5;

  private final Design design = DesignFile.read(Path.of("fpga/designs/micro-gru.json"));
  private final SplittableRandom random = new SplittableRandom(3);

  /** Pictures, about: 0 to 255 in quarters, some beyond what eight bits hold once normalised. */
  private Tensor inputs() {
    double[] x = random.ints(2L * STEPS * design.inSize(), 0, 1021).asDoubleStream().toArray();
    for (int i = 0; i < x.length; i++) {
      x[i] /= i % 17 == 0 ? 0.5 : 4;
    }
    return Tensor.of(new int[] {2, STEPS, design.inSize()}, x);
  }

  /** A mean for each input, a scale for all. */
  private Model model() {
    Model plain = Model.random(design.cell(), design.input(), design.hidden(), 0, 4);
    double[] mean = random.doubles(design.inSize(), 100, 150).toArray();
    Tensor scale = Tensor.of(new int[] {1}, new double[] {72.3});
    Normalisation normalisation =
        new Normalisation(Tensor.of(new int[] {design.inSize()}, mean), scale);
    CellTensors tensors =
        new CellTensors(plain.bias(), plain.hiddenBias(), null, null, normalisation);
    return Model.of(plain.cell(), plain.input(), plain.hidden(), tensors);
  }

  private JsonNode driven(Tensor inputs) throws IOException {
    Path input = folder.resolve("x.json");
    Path output = folder.resolve("y.json");
    double[][][] x = new double[2][STEPS][design.inSize()];
    for (int i = 0; i < inputs.size(); i++) {
      int frame = i / design.inSize();
      x[frame / STEPS][frame % STEPS][i % design.inSize()] = inputs.values()[i];
    }
    ObjectMapper json = new ObjectMapper();
    json.writeValue(input.toFile(), x);
    Path program =
        BoardBuild.program(Boards.write(deployment(), CORE), CORE, Boards.CLOCKS_PER_BIT);
    try (PtyBoard board = PtyBoard.start(program, List.of())) {
      String port = "serial:" + board.path();
      Tools.run(
          folder,
          List.of(
              "python3",
              DRIVER.toString(),
              "--raw",
              port,
              CORE.toString(),
              input.toString(),
              output.toString()));
    }
    return json.readTree(output.toFile());
  }

  private Path file() {
    return folder.resolve("m.safetensors");
  }

  private Deployment deployment() {
    Model model = ModelFile.read(file());
    Tensor samples = RandomDesigns.inputs(new SplittableRandom(5), 2, STEPS, design.inSize());
    return Deployment.of(design, model, samples);
  }

  @Test
  void theDriverAnswersWhatRunDoesBitForBit() throws IOException {
    Tools.require("verilator");
    Tools.require("python3");
    ModelFile.write(file(), model());
    Tensor inputs = inputs();
    JsonNode driven = driven(inputs);
    Npy.writeFloat32(folder.resolve("x.npy"), inputs);
    String output = folder.resolve("y.npy").toString();
    String[] run = {
      "run",
      "--model",
      file().toString(),
      "--design",
      CORE.toString(),
      "--engine",
      "fixed",
      "--input",
      folder.resolve("x.npy").toString(),
      "-o",
      output
    };
    assertThat(kcp(run)).as(err.toString()).isZero();
    double[] hidden = Npy.read(Path.of(output)).values();

    int fraction = deployment().quantised().fractions().output();
    int size = design.hiddenSize();
    for (int i = 0; i < hidden.length; i++) {
      int frame = i / size;
      JsonNode h = driven.get(frame / STEPS).get("h").get(frame % STEPS).get(i % size);
      assertThat(Math.scalb(h.asDouble(), -fraction)).as("value %d", i).isEqualTo(hidden[i]);
    }
    assertThat(hidden).hasSize(2 * STEPS * size);
    assertThat(Arrays.stream(hidden).distinct().count()).isGreaterThan(10);
  }
}
