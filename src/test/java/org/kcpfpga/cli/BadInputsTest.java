package org.kcpfpga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Bad data in every command that reads some: one line, exit code 2, and nothing is written. */
class BadInputsTest extends CommandCalls {
  private static final int[] TWO = {2, 2};
  private static final int SEQUENCES = 12;

  private static final String TRAIN = "train --data X --labels L --in 2,3 --out 2,4 --epochs 1";
  private static final String COMPRESS = "compress dense --data X --labels L --parameters 60";
  private static final String REPORT = "report kcp --input X --labels L";
  private static final String STUDY = "study S";

  private static final String STUDY_FILE =
      """
      {"name": "t", "cell": "gru", "in": [2, 3], "out": [2, 4], "hidden": {"terms": 1, "ranks": 2},
       "data": {"kind": "npy", "train": {"inputs": "X", "labels": "L"},
                "test": {"inputs": "x.npy", "labels": "l.npy"}},
       "formats": ["kcp"], "budgets": [60], "seeds": [1], "epochs": 1}
      """;

  @BeforeEach
  void write() {
    OperatorShape input = new OperatorShape(new int[] {2, 3}, new int[] {6, 4}, 1, TWO);
    OperatorShape hidden = new OperatorShape(new int[] {2, 4}, new int[] {6, 4}, 1, TWO);
    Model model = Model.random(CellKind.GRU, input, hidden, 2, 5);
    ModelFile.write(folder.resolve("kcp"), model);
    FormatModelFile.write(
        folder.resolve("dense"),
        new FormatModel(
            model.cell(), dense(model.input()), dense(model.hidden()), model.tensors()));
    Tensor x = Tensor.zeros(SEQUENCES, 3, 6);
    inputs("x.npy", x);
    inputs("wide.npy", Tensor.zeros(SEQUENCES, 3, 7));
    inputs("flat.npy", Tensor.zeros(SEQUENCES, 18));
    inputs("stepless.npy", Tensor.zeros(SEQUENCES, 0, 6));
    inputs("none.npy", Tensor.zeros(0, 3, 6));
    x.values()[2 * 18 + 6 + 1] = Double.NaN;
    inputs("nan.npy", x);
    labels("l.npy", SEQUENCES, 2, 1);
    labels("short.npy", SEQUENCES - 1, 2, 1);
    labels("one.npy", SEQUENCES, 1, 1);
    labels("three.npy", SEQUENCES, 3, 1);
    labels("half.npy", SEQUENCES, 2, 0.5);
    labels("minus.npy", SEQUENCES, 2, -1);
    labels("no.npy", 0, 1, 1);
  }

  private static FormatOperator dense(KcpOperator operator) {
    FormatShape shape =
        new FormatShape(List.of(operator.inSize()), List.of(operator.rowSize()), 1, List.of());
    return new FormatOperator(
        OperatorFormat.of(FormatKind.DENSE, shape), List.of(operator.dense()));
  }

  private void inputs(String name, Tensor values) {
    Npy.writeFloat32(folder.resolve(name), values);
  }

  private void labels(String name, int count, int classes, double each) {
    double[] values = IntStream.range(0, count).mapToDouble(i -> each * (i % classes)).toArray();
    Npy.writeFloat32(folder.resolve(name), Tensor.of(new int[] {count}, values));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toString).sorted().toList();
    }
  }

  /** A command on these files, in the folder of the test, whose output is o. */
  private String[] command(String command, String x, String l) throws IOException {
    Files.writeString(
        folder.resolve("s.json"),
        STUDY_FILE.replace("\"X\"", '"' + x + '"').replace("L\"", l + '"'));
    return Stream.of((command + " -o o").split(" "))
        .map(
            word ->
                switch (word) {
                  case "X" -> x;
                  case "L" -> l;
                  case "S" -> "s.json";
                  default -> word;
                })
        .map(word -> Files.exists(folder.resolve(word)) || word.equals("o") ? path(word) : word)
        .toArray(String[]::new);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAIN, COMPRESS, STUDY, REPORT})
  void dataThatAreNoneAreNamed(String command) throws IOException {
    assertNamed(command, "nan.npy", "l.npy", "nan.npy[2,1,1]: NaN");
    assertNamed(
        command, "flat.npy", "l.npy", "flat.npy: shape [12, 18] (expected: shape [any, any");
    assertNamed(command, "stepless.npy", "l.npy", "stepless.npy: shape [12, 0, 6]");
    assertNamed(command, "none.npy", "no.npy", "none.npy: shape [0, 3, 6]");
    assertNamed(command, "x.npy", "short.npy", "short.npy: 11 labels (expected: 12, one for each");
    assertNamed(command, "x.npy", "half.npy", "half.npy[1]: 0.5 (expected: a class, 0 to ");
    assertNamed(command, "x.npy", "minus.npy", "minus.npy[1]: -1.0 (expected: a class, 0 to ");
    assertNamed(command, "wide.npy", "l.npy", "7");
  }

  private void assertNamed(String command, String x, String l, String named) throws IOException {
    String[] words = command(command, x, l);
    List<String> before = files();
    refused(all(named), words);
    assertThat(files()).isEqualTo(before);
  }

  /** What only learning asks for; to measure, a class may be alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        TRAIN + " | one.npy | one.npy: one class, 0 (expected: at least two classes)",
        COMPRESS + " | one.npy | one.npy: one class, 0 (expected: at least two classes)",
        STUDY + " | one.npy | data: training part: one class, 0 (expected: at least two",
        COMPRESS + " | three.npy | three.npy: class 2 (expected: 0 to 1, the classes of ",
        REPORT + " | three.npy | three.npy[2]: 2.0 (expected: a class, 0 to 1)",
        TRAIN + " --test x.npy --test-labels three.npy | l.npy | three.npy[2]: 2.0 (expected: a cl",
      })
  void classesThatCannotBeLearnedAreNamed(String command, String labels, String named)
      throws IOException {
    assertNamed(command, "x.npy", labels, named);
  }

  @Test
  void aStudyTestsOnlyWhatItTeaches() throws IOException {
    String[] words = command(STUDY, "x.npy", "l.npy");
    String text = Files.readString(folder.resolve("s.json"));
    String test = "\"test\": {\"inputs\": \"x.npy\", \"labels\": ";
    assertThat(text).contains(test + "\"l.npy\"");
    Files.writeString(
        folder.resolve("s.json"), text.replace(test + "\"l.npy\"", test + "\"three.npy\""));
    refused(all("data: test part: class 2 (expected: a class of the training part)"), words);
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2, 4], \"hidden | [2, 2, 2], \"hidden | s.json: out: [2, 2, 2] (expected: 2 modes, as"
            + " many",
        "[60] | [9] | budgets: 9 (expected: enough for kcp of rank 1)",
      })
  void aStudyNamesWhatDoesNotMultiplyOut(String from, String to, String named) throws IOException {
    String[] words = command(STUDY, "x.npy", "l.npy");
    Path file = folder.resolve("s.json");
    Files.writeString(file, Files.readString(file).replace(from, to));
    refused(all(named), words);
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"multipliers\": 0 | multipliers: 0",
        "\"interval\": 1 | interval: 1 (expected: at least ",
      })
  void noCoreWithinABudgetIsNamed(String wish, String named) throws IOException {
    Path design = folder.resolve("d.json");
    String tiny = Files.readString(Path.of("designs/tiny.json"));
    Files.writeString(design, tiny.replace("\"inputLanes\": 2", wish));
    inputs("x12.npy", Tensor.zeros(SEQUENCES, 3, 12));
    for (String command : List.of("plan d.json", TRAIN.replace("--in 2,3 --out 2,4", "--bits 8"))) {
      String with = command.startsWith("plan") ? command : command + " --design d.json";
      String[] words = command(with, "x12.npy", "l.npy");
      List<String> before = files();
      refused(all(named), words);
      assertThat(files()).isEqualTo(before);
    }
  }

  /** 3 GB of nothing take no place on the disk. */
  @Test
  void giantFilesAreNotRead() throws IOException {
    try (var file = new RandomAccessFile(path("giant.onnx"), "rw")) {
      file.setLength(3L << 30);
    }
    refused(
        all(String.format(Locale.ROOT, "giant.onnx: %d bytes (expected: an ONNX model", 3L << 30)),
        "import",
        path("giant.onnx"),
        "-o",
        path("o"));
    assertThat(folder.resolve("o")).doesNotExist();
  }
}
