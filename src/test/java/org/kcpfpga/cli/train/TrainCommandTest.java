package org.kcpfpga.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** {@code kcp train} in this process, on a task of a second. */
class TrainCommandTest extends CommandCalls {
  private TrainFiles files;

  @BeforeEach
  void writeTheTask() {
    files = new TrainFiles(folder);
  }

  private int train(String... more) {
    return kcp(files.command(more));
  }

  private void refused(String place, String... more) {
    assertRefused(train(more), place);
    assertThat(files.model).doesNotExist();
    assertThat(folder.resolve("m.safetensors.checkpoint")).doesNotExist();
  }

  @Test
  void everyEpochIsALineOfJsonAndTheModelIsWritten() throws IOException {
    assertThat(train("--epochs", "3", "--terms", "2")).as(err.toString()).isZero();
    List<String> lines = out.toString().lines().toList();
    for (int epoch = 1; epoch <= 3; epoch++) {
      JsonNode line = new ObjectMapper().readTree(lines.get(epoch - 1));
      assertThat(line.path("epoch").intValue()).isEqualTo(epoch);
      assertThat(line.path("loss").doubleValue()).isPositive();
    }
    assertThat(lines.get(3)).startsWith(files.model + ": ");
    assertThat(ModelFile.read(files.model).input().shape().terms()).isEqualTo(2);
    assertThat(folder.resolve("m.safetensors.checkpoint")).doesNotExist();
  }

  @Test
  void fixedAccuracyIsThatOfCompare() throws IOException {
    int code = train("--epochs", "8", "--fixed-epochs", "3", "--bits", "8,4,14,12", "--json");
    assertThat(code).as(err.toString()).isZero();
    assertThat(json().path("bestEpoch").intValue()).isGreaterThan(8);
    Path model = folder.resolve("again.safetensors");
    code =
        kcp(
            "train",
            "--data",
            files.inputs.toString(),
            "--labels",
            files.labels.toString(),
            "--in",
            "2,3",
            "--out",
            "2,4",
            "--bits",
            "8,4,14,12",
            "--fixed-epochs",
            "2",
            "--init",
            files.model.toString(),
            "--json",
            "-o",
            model.toString(),
            "--test",
            files.inputs.toString(),
            "--test-labels",
            files.labels.toString());
    assertThat(code).as(err.toString()).isZero();
    JsonNode trained = json();
    assertThat(trained.path("testSequences").intValue()).isEqualTo(TrainFiles.SEQUENCES);
    assertThat(trained.path("accuracyFixed").doubleValue()).isGreaterThan(0.9);
    code =
        kcp(
            "compare",
            "--model",
            model.toString(),
            "--engine",
            "fixed",
            "--json",
            "--input",
            files.inputs.toString(),
            "--labels",
            files.labels.toString());
    assertThat(code).as(err.toString()).isZero();
    JsonNode compared = json();
    assertThat(compared.path("accuracyFixed").doubleValue())
        .isEqualTo(trained.path("accuracyFixed").doubleValue());
    assertThat(compared.path("calibration").textValue()).contains("trained with them");
    assertThat(compared.path("designFile").path("bits").path("factor").intValue()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "dense,lstm,1",
    "cp,gru,4",
    "tt,rnn,1",
    "tr,lstm,1",
    "bt,gru,2",
    "ht,lstm,1",
    "kcp,linear,2"
  })
  void everyFormatLearns(String format, String cell, String terms) throws IOException {
    int code =
        train("--format", format, "--cell", cell, "--terms", terms, "--epochs", "30", "--json");
    assertThat(code).as(err.toString()).isZero();
    assertThat(json().path("validationAccuracy").doubleValue()).isGreaterThan(0.8);
  }

  /** Inputs of mean 500 and spread 50 are as good as others, in every command. */
  @Test
  void normalisedInputsAreKeptWithTheModel() throws IOException {
    Tensor raw = Npy.read(files.inputs);
    for (int i = 0; i < raw.size(); i++) {
      raw.values()[i] = 500 + 100 * (raw.values()[i] - 0.5);
    }
    Npy.writeFloat32(files.inputs, raw);
    String x = files.inputs.toString();
    String l = files.labels.toString();
    int code =
        train(
            "--normalise",
            "--epochs",
            "12",
            "--bits",
            "8",
            "--test",
            x,
            "--test-labels",
            l,
            "--json");
    assertThat(code).as(err.toString()).isZero();
    double trained = json().path("accuracyFixed").doubleValue();
    assertThat(trained).isGreaterThan(0.9);
    String m = files.model.toString();
    code = kcp("compare", "--model", m, "--engine", "fixed", "--json", "--input", x, "--labels", l);
    assertThat(code).as(err.toString()).isZero();
    assertThat(json().path("accuracyFixed").doubleValue()).isEqualTo(trained);
  }

  /** KCP of rank 1, by another name. */
  @Test
  void cpIsTrainedThroughTheHardwareToo() throws IOException {
    String x = files.inputs.toString();
    String l = files.labels.toString();
    String[] options = {
      "--format", "cp", "--epochs", "8", "--bits", "8", "--test", x, "--test-labels", l, "--json"
    };
    assertThat(train(options)).as(err.toString()).isZero();
    JsonNode trained = json();
    assertThat(trained.path("format").textValue()).isEqualTo("cp");
    assertThat(trained.path("accuracyFixed").doubleValue()).isGreaterThan(0.9);
    String m = files.model.toString();
    int code =
        kcp("compare", "--model", m, "--engine", "fixed", "--json", "--input", x, "--labels", l);
    assertThat(code).as(err.toString()).isZero();
    assertThat(json().path("accuracyFixed")).isEqualTo(trained.path("accuracyFixed"));
    assertThat(json().path("calibration").textValue()).contains("trained with them");
  }

  @Test
  void withoutValidationTheLastEpochIsTheBest() throws IOException {
    assertThat(train("--validation", "0", "--epochs", "3", "--json")).as(err.toString()).isZero();
    assertThat(json().path("bestEpoch").intValue()).isEqualTo(3);
    assertThat(json().path("validationAccuracy").isNull()).isTrue();
  }

  @Test
  void aDesignGivesCellAndShapes() {
    Path other = folder.resolve("tiny.safetensors");
    Tensor wide = Tensor.zeros(TrainFiles.SEQUENCES, 3, 12);
    for (int i = 0; i < wide.size(); i++) {
      wide.values()[i] = Npy.read(files.inputs).values()[i / 2];
    }
    Path x = folder.resolve("wide.npy");
    Npy.writeFloat32(x, wide);
    int code =
        kcp(
            "train",
            "--data",
            x.toString(),
            "--labels",
            files.labels.toString(),
            "--epochs",
            "1",
            "--design",
            "designs/tiny.json",
            "-o",
            other.toString());
    assertThat(code).as(err.toString()).isZero();
    assertThat(ModelFile.read(other).cell()).isEqualTo(CellKind.LSTM);
  }

  @Test
  void labelsThatDoNotMatchAreRefused() {
    Npy.writeFloat32(files.labels, Tensor.zeros(59));
    refused("l.npy: 59 labels (expected: 60, one for each sequence)");
    write(files.labels, 7, 0.5);
    refused("l.npy[7]: 0.5");
    write(files.labels, 7, -1);
    refused("l.npy[7]: -1.0");
    write(files.labels, 7, 1e9);
    refused("l.npy[7]: 1.0E9");
    Npy.writeFloat32(files.labels, Tensor.zeros(60));
    refused("one class");
  }

  private void write(Path file, int index, double value) {
    files = new TrainFiles(folder);
    Tensor all = Npy.read(file);
    all.values()[index] = value;
    Npy.writeFloat32(file, all);
  }

  @Test
  void inputsThatAreNoneAreRefused() throws IOException {
    write(files.inputs, 4, 0);
    byte[] bytes = Files.readAllBytes(files.inputs);
    // the last float32 becomes NaN
    Arrays.fill(bytes, bytes.length - 4, bytes.length, (byte) 0xff);
    Files.write(files.inputs, bytes);
    refused("NaN");
    Npy.writeFloat32(files.inputs, Tensor.zeros(60, 0, 6));
    refused("at least one sequence of one step");
    Npy.writeFloat32(files.inputs, Tensor.zeros(60, 6));
    refused("shape [60, 6]");
    Npy.writeFloat32(files.inputs, Tensor.zeros(60, 3, 7));
    refused("--in: a product of 6 (expected: 7, the inputs of the data)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format xx|--format: xx",
        "--cell xx|--cell: xx",
        "--ranks 9,9|ranks",
        "--hidden-in 2,5|--hidden-in: a product of 10 (expected: 8",
        "--terms 0|terms",
        "--bits 8 --format tt|--bits: format: tt",
        "--bits 3|--bits",
        "--bits 8,8|--bits: 2 widths",
        "--bits 8 --fixed-epochs 0|--fixed-epochs",
        "--fixed-epochs 2|--fixed-epochs: 2 (expected: --bits",
        "--epochs 0|--epochs",
        "--validation 1|--validation",
        "--patience 0|--patience",
        "--threads 0|--threads",
        "--clip 0|--clip",
        "--dropout-input 1|--dropout-input",
        "--test x.npy|--test-labels",
        "--init missing.safetensors|missing.safetensors",
      })
  void whatDoesNotFitIsRefusedBeforeTheWork(String line) {
    String[] parts = line.split("\\|");
    String[] words = parts[0].split(" ");
    refused(parts[1], words);
  }

  @Test
  void anOutputThatCannotBeWrittenIsRefused() {
    Path nowhere = folder.resolve("missing/m.safetensors");
    String[] command = files.command("--epochs", "1");
    command[Arrays.asList(command).indexOf("-o") + 1] = nowhere.toString();
    assertRefused(kcp(command), "an existing directory");
    command[Arrays.asList(command).indexOf("-o") + 1] = files.inputs.toString();
    assertRefused(kcp(command), "another file than that of");
    command[Arrays.asList(command).indexOf("-o") + 1] = "/dev/null";
    assertRefused(kcp(command), "/dev/null");
  }
}
