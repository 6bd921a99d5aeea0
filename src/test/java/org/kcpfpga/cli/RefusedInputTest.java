package org.kcpfpga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Commands that no tool is needed for: a plan, and input that is refused in one line. */
class RefusedInputTest extends CommandCalls {
  private static final String MODEL = "models/fashion-kcp-lstm.safetensors";
  private static final String INPUTS = "models/fashion/inputs.npy";

  @Test
  void ytcMeetsItsInputBound() throws IOException {
    assertThat(kcp("plan", "designs/ytc-212.json", "--json")).isZero();
    JsonNode plan = json();
    assertThat(plan.get("parameters").asInt()).isEqualTo(212);
    assertThat(plan.get("inputBound").asInt()).isEqualTo(4800);
    assertThat(plan.get("interval").asInt()).isLessThanOrEqualTo(4848);
  }

  @Test
  void aCoverageReportOfJavaThatIsNotThereIsRefusedBeforeAnythingRuns() {
    refused(all("none.xml"), "coverage", "--java-report", "none.xml");
  }

  @Test
  void aBoundOfCoverageIsAPercentage() {
    refused(all("--least: 101"), "coverage", "--least", "101");
  }

  @Test
  void aMissingDesignIsRefused() {
    refused(all("none.json", "no such file"), "plan", "none.json");
  }

  @Test
  void aDesignWithAnUnknownKeyIsRefused() throws IOException {
    String text = Files.readString(Path.of("designs/tiny.json"));
    Path file = folder.resolve("d.json");
    Files.writeString(file, text.replace("\"outputLanes\"", "\"outputLane\""));
    refused(all("d.json", "outputLane", "one of name, cell"), "plan", file.toString());
  }

  @Test
  void lanesThatDoNotDivideNameTheOnesThatDo() throws IOException {
    String text = Files.readString(Path.of("designs/ytc-212.json"));
    Path file = folder.resolve("d.json");
    Files.writeString(file, text.replace("\"inputLanes\": 12", "\"inputLanes\": 7"));
    refused(all("inputLanes: 7", "1, 2, 3, 4, 6, 9, 12, 18, 36"), "plan", file.toString());
  }

  @Test
  void aModelOfAnotherShapeIsRefused() {
    refused(
        all("model: input operator", "as in the design"),
        "cosim",
        "designs/tiny.json",
        "--model",
        MODEL);
  }

  @Test
  void aTruncatedModelIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(MODEL));
    Path file = folder.resolve("m.safetensors");
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    Path output = folder.resolve("y.npy");
    refused(
        all("m.safetensors"),
        "run",
        "--model",
        file.toString(),
        "--input",
        INPUTS,
        "-o",
        output.toString());
    assertThat(output).doesNotExist();
  }

  @Test
  void anInputOfAnotherShapeIsRefused() {
    Path output = folder.resolve("y.npy");
    refused(
        all("labels.npy"),
        "run",
        "--model",
        MODEL,
        "--input",
        "models/fashion/labels.npy",
        "-o",
        output.toString());
    assertThat(output).doesNotExist();
  }

  @Test
  void anOutputFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused(all("a folder to write into"), "generate", "designs/tiny.json", "-o", file.toString());
  }

  @Test
  void aStallOutsideItsRangeIsRefused() {
    refused(all("--stall: 1.5"), "cosim", "designs/tiny.json", "--stall", "1.5");
    refused(all("--vectors: 0"), "cosim", "designs/tiny.json", "--vectors", "0");
  }

  @Test
  void aFrontThatNoToolTakesIsRefusedByThePlan() throws IOException {
    String text = Files.readString(Path.of("designs/tiny.json"));
    Path file = folder.resolve("d.json");
    Files.writeString(file, text.replace("[3, 4]", "[3, 65536]"));
    refused(all("design tiny: inputLanes: 2", "65536 bits"), "plan", file.toString());
  }

  @Test
  void anInputThatIsNotFiniteIsRefused() throws IOException {
    double[] values = new double[112];
    values[5] = Double.NaN;
    Path file = folder.resolve("x.npy");
    Tensor nan = Tensor.of(new int[] {1, 1, 112}, values);
    Npy.writeFloat32(file, nan);
    refused(
        all("x.npy[0,0,5]: NaN"),
        "run",
        "--model",
        MODEL,
        "--input",
        file.toString(),
        "-o",
        folder + "/y.npy");
  }

  @Test
  void labelsThatAreNoClassesAreRefused() throws IOException {
    double[] values = new double[200];
    values[7] = 10;
    Path file = folder.resolve("l.npy");
    Npy.writeInt64(file, Tensor.of(new int[] {200}, values));
    refused(
        all("l.npy[7]: 10.0", "0 to 9"),
        "compare",
        "--input",
        INPUTS,
        "--labels",
        file.toString(),
        "--engine",
        "fixed");
  }
}
