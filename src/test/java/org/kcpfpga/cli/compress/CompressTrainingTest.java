package org.kcpfpga.cli.compress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.cli.train.TrainFiles;
import org.kcpfpga.report.PagesTest;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

/** {@code kcp compress --data}, on a dense GRU that has learned two classes. */
@Tag("slow")
class CompressTrainingTest extends CommandCalls {
  private TrainFiles files;
  private Path dense;
  private Path output;

  /** The file of the dense model, which is trained once. */
  private static byte[] trained;

  @BeforeEach
  void trainTheDenseModel() throws IOException {
    files = new TrainFiles(folder);
    dense = folder.resolve("dense.safetensors");
    output = folder.resolve("small.safetensors");
    if (trained != null) {
      Files.write(dense, trained);
      return;
    }
    String[] train = files.command("--format", "dense", "--cell", "gru", "--epochs", "15");
    train[Arrays.asList(train).indexOf("-o") + 1] = dense.toString();
    train[Arrays.asList(train).indexOf("--in") + 1] = "6";
    train[Arrays.asList(train).indexOf("--out") + 1] = "8";
    assertThat(kcp(train)).as(err.toString()).isZero();
    trained = Files.readAllBytes(dense);
  }

  private String[] command(String... more) {
    List<String> all = new ArrayList<>(List.of("compress", dense.toString()));
    all.addAll(List.of("--data", files.inputs.toString(), "-o", output.toString()));
    all.addAll(List.of("--batch", "16", "--rate", "0.03"));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  private JsonNode compressed(String... more) throws IOException {
    String[] all = Arrays.copyOf(more, more.length + 1);
    all[more.length] = "--json";
    assertThat(kcp(command(all))).as(err.toString()).isZero();
    return json();
  }

  private String[] labelled(String... more) {
    String[] all = Arrays.copyOf(more, more.length + 2);
    all[more.length] = "--labels";
    all[more.length + 1] = files.labels.toString();
    return all;
  }

  /** 24 x 6 and 24 x 8 in 60 entries each; of 60 sequences a tenth of each class is set aside. */
  @Test
  void trainingMakesUpForWhatTheFitLost() throws IOException {
    JsonNode values = compressed(labelled("--parameters", "60", "--epochs", "12"));
    assertThat(values.get("testSequences").asInt()).isEqualTo(6);
    assertThat(values.get("accuracyDense").asDouble()).isGreaterThan(0.8);
    assertThat(values.get("accuracyFloat").asDouble()).isGreaterThan(0.8);
    assertThat(values.get("validationAccuracyFloat").asDouble()).isGreaterThan(0.8);
    assertThat(values.get("accuracyFitted").asDouble()).isBetween(0.0, 1.0);
    assertThat(values.get("parametersCell").asInt()).isLessThanOrEqualTo(120);
    double smaller = 24 * 14.0 / values.get("parametersCell").asInt();
    assertThat(values.get("timesSmaller").asDouble()).isEqualTo(smaller);
    assertThat(values.get("tried")).hasSize(1);
    assertThat(ModelFile.read(output).parametersCell())
        .isEqualTo(values.get("parametersCell").asLong());
    assertThat(folder.resolve("small.safetensors.checkpoint")).doesNotExist();
  }

  /** What is printed is what {@code compare} finds on the same sequences. */
  @Test
  void theTestPartMeasures() throws IOException {
    String x = files.inputs.toString();
    String l = files.labels.toString();
    String[] test = {"--parameters", "60", "--epochs", "5", "--test", x, "--test-labels", l};
    JsonNode values = compressed(labelled(test));
    assertThat(values.get("testSequences").asInt()).isEqualTo(TrainFiles.SEQUENCES);
    assertThat(kcp("compare", "--model", output.toString(), "--input", x, "--labels", l, "--json"))
        .isZero();
    assertThat(json().get("accuracyFloat").asDouble())
        .isEqualTo(values.get("accuracyFloat").asDouble());
  }

  @Test
  void theSameSeedGivesTheSameFile() throws IOException {
    String[] options = labelled("--parameters", "50", "--epochs", "3", "--states", "0.5");
    compressed(options);
    byte[] first = Files.readAllBytes(output);
    compressed(options);
    assertThat(Files.readAllBytes(output)).isEqualTo(first);
    String[] other = Arrays.copyOf(options, options.length + 2);
    other[options.length] = "--seed";
    other[options.length + 1] = "2";
    compressed(other);
    assertThat(Files.readAllBytes(output)).isNotEqualTo(first);
  }

  /** Without labels the dense model is always right, and students agree with it. */
  @Test
  void withoutLabelsTheTeacherAloneIsLearned() throws IOException {
    JsonNode values = compressed("--parameters", "60", "--epochs", "12");
    assertThat(values.get("accuracyDense").asDouble()).isEqualTo(1);
    assertThat(values.get("accuracyFloat").asDouble()).isGreaterThan(0.8);
  }

  @Test
  void withoutReadoutStatesAreLearned() throws IOException {
    Safetensors file = Safetensors.read(dense);
    Map<String, Tensor> tensors = new LinkedHashMap<>(file.tensors());
    tensors.keySet().removeIf(name -> name.startsWith("readout"));
    new Safetensors(tensors, file.metadata()).write(dense);
    JsonNode values = compressed("--parameters", "60", "--epochs", "12");
    assertThat(values.get("stateErrorDense").asDouble()).isLessThan(1e-6);
    assertThat(values.get("stateErrorFloat").asDouble())
        .isLessThan(0.8 * values.get("stateErrorFitted").asDouble());
    assertThat(values.has("accuracyFloat")).isFalse();
    refused(
        all("--accuracy-drop: 1.0 (expected: a model with a readout"),
        command("--accuracy-drop", "1"));
  }

  @Test
  void theSmallestThatLosesLittleIsKept() throws IOException {
    Path page = folder.resolve("page.html");
    JsonNode values =
        compressed(labelled("--accuracy-drop", "10", "--epochs", "6", "--html", page.toString()));
    JsonNode tried = values.get("tried");
    assertThat(tried.size()).isGreaterThan(1);
    double least = values.get("validationAccuracyDense").asDouble() - 0.1;
    long smallest = Long.MAX_VALUE;
    for (JsonNode one : tried) {
      if (one.get("validationAccuracyFloat").asDouble() >= least) {
        smallest = Math.min(smallest, one.get("parametersCell").asLong());
      }
    }
    assertThat(values.get("parametersCell").asLong()).isEqualTo(smallest);
    assertThat(ModelFile.read(output).parametersCell()).isEqualTo(smallest);
    assertThat(PagesTest.body(page)).contains("Accuracy against size", "kept", "times smaller");
  }

  /** Steps of 100 leave students that say the same of everything: exit code 1, no file. */
  @Test
  void whereNoSizeDoesNothingIsWritten() throws IOException {
    String[] command = command(labelled("--accuracy-drop", "20", "--epochs", "1", "--json"));
    command[Arrays.asList(command).indexOf("--rate") + 1] = "100";
    assertThat(kcp(command)).as(err.toString()).isEqualTo(1);
    assertThat(output).doesNotExist();
    JsonNode values = json();
    assertThat(values.get("tried").size()).isGreaterThan(1);
    assertThat(values.has("operators")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--parameters 60 --labels short.npy          | 59 labels",
        "--parameters 60 --labels one.npy            | one class",
        "--parameters 60 --labels many.npy           | class 5 (expected: 0 to 1, the classes of",
        "--parameters 60 --test wide.npy             | --test-labels: missing",
        "--parameters 60 --epochs 0                  | --epochs: 0",
        "--parameters 60 --teacher 2                 | --teacher: 2.0",
        "--parameters 60 --temperature 0             | --temperature: 0.0",
        "--parameters 60 --rate 0                    | --rate",
        "--parameters 9 --epochs 1                   | input: parameters: 9 (expected: enough",
        "--accuracy-drop -1                          | --accuracy-drop: -1.0 (expected: 0 to 100",
        "--accuracy-drop 1 --validation 0            | --validation: 0",
        "--accuracy-drop 1 --parameters 60           | --parameters: with --accuracy-drop",
        "--accuracy-drop 1 --terms 2 --ranks 2       | --accuracy-drop: with --terms or --ranks",
        "--parameters 60 --modes 5                   | --modes: 5 (expected: 2 to 4)",
      })
  void whatDoesNotFitIsRefused(String options, String message) {
    Npy.writeFloat32(folder.resolve("short.npy"), Tensor.zeros(59));
    Npy.writeFloat32(folder.resolve("one.npy"), Tensor.zeros(60));
    Tensor many = Tensor.zeros(60);
    many.values()[7] = 5;
    Npy.writeFloat32(folder.resolve("many.npy"), many);
    String[] words = options.strip().split(" +");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].endsWith(".npy") ? folder.resolve(words[i]).toString() : words[i];
    }
    refused(all(message.strip()), command(words));
    assertThat(output).doesNotExist();
  }

  @Test
  void dataThatAreNoneAreRefused() throws IOException {
    Npy.writeFloat32(files.inputs, Tensor.zeros(60, 3, 7));
    refused(all("7 inputs (expected: 6, as "), command("--parameters", "60"));
    byte[] bytes = Files.readAllBytes(files.inputs);
    // the last float32 becomes NaN
    Arrays.fill(bytes, bytes.length - 4, bytes.length, (byte) 0xff);
    Files.write(files.inputs, bytes);
    refused(all("NaN"), command("--parameters", "60"));
  }
}
