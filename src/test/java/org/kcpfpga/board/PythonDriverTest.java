package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.DesignCopies;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.verilated.PtyBoard;
import org.kcpfpga.verilated.build.BoardBuild;

/** The driver in {@code docs}, written from documents alone, on a simulated board. */
@Tag("slow")
class PythonDriverTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DRIVER = Path.of("docs/kcp_driver.py").toAbsolutePath();
  private static final int SLOTS = 2;
  private static final int[][][] INPUTS = inputs(new SplittableRandom(6), 3, 7, 12);

  private static Deployment deployment;
  private static Path core;
  private static Path program;

  @TempDir Path folder;

  /** What the driver writes of a sequence. */
  record Result(int[][] h, long[] c) {}

  @BeforeAll
  static void build() {
    Tools.require("verilator");
    Tools.require("python3");
    Design tiny = DesignFile.read(Path.of("designs/tiny.json")).withLoadableFactors();
    Design design = DesignCopies.named(DesignCopies.withSequences(tiny, SLOTS), "tiny_driven");
    deployment = RandomDesigns.deployment(design, 11);
    core = Boards.FOLDER.resolve("driven");
    program = BoardBuild.program(Boards.write(deployment, core), core, Boards.CLOCKS_PER_BIT);
  }

  private static int[][][] inputs(SplittableRandom r, int sequences, int steps, int size) {
    int[][][] x = new int[sequences][steps][size];
    for (int[][] sequence : x) {
      Arrays.setAll(sequence, t -> r.ints(size, -128, 128).toArray());
    }
    return x;
  }

  private static int[][][] steps(int[][][] inputs, int from, int to) {
    return Arrays.stream(inputs)
        .map(sequence -> Arrays.copyOfRange(sequence, from, to))
        .toArray(int[][][]::new);
  }

  private static List<Result> expected(Deployment deployment, int[][][] inputs) {
    int slots = deployment.plan().design().sequences();
    FixedNetwork network = new FixedNetwork(deployment.quantised(), slots);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      int slot = i % slots;
      int[][] h = new int[inputs[i].length][];
      for (int t = 0; t < h.length; t++) {
        h[t] = network.step(inputs[i][t], t == 0, slot);
      }
      results.add(new Result(h, network.state(slot).clone()));
    }
    return results;
  }

  /** Runs the driver, a process, reset and load of its own; returns the file it wrote. */
  private Path drive(PtyBoard board, Path core, String name, int[][][] x, Path... earlier)
      throws IOException {
    Path input = folder.resolve(name + "-x.json");
    Path output = folder.resolve(name + ".json");
    JSON.writeValue(input.toFile(), x);
    List<String> words = new ArrayList<>(List.of("python3", DRIVER.toString()));
    words.add("serial:" + board.path());
    words.addAll(List.of(core.toAbsolutePath().toString(), input.toString(), output.toString()));
    Arrays.stream(earlier).map(Path::toString).forEach(words::add);
    Tools.run(folder, words);
    return output;
  }

  private static List<Result> read(Path file) throws IOException {
    List<Result> results = new ArrayList<>();
    for (JsonNode node : JSON.readTree(file.toFile())) {
      results.add(JSON.treeToValue(node, Result.class));
    }
    return results;
  }

  private static List<Result> joined(List<Result> early, List<Result> late) {
    return IntStream.range(0, early.size())
        .mapToObj(i -> joined(early.get(i), late.get(i)))
        .toList();
  }

  private static Result joined(Result first, Result second) {
    int[][] h = Arrays.copyOf(first.h(), first.h().length + second.h().length);
    System.arraycopy(second.h(), 0, h, first.h().length, second.h().length);
    return new Result(h, second.c());
  }

  private static void assertEqual(List<Result> found, List<Result> expected) {
    assertThat(found).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void sequencesAreWhatTheFunctionalModelSaysAlsoOnALineWithFaults() throws IOException {
    List<String> faults =
        List.of("--seed", "5", "--corrupt", "0.001", "--lose", "0.001", "--double", "0.001");
    try (PtyBoard board = PtyBoard.start(program, faults)) {
      assertEqual(read(drive(board, core, "whole", INPUTS)), expected(deployment, INPUTS));
    }
  }

  @Test
  void savedSequencesGoOnInALaterRunAsIfThereHadBeenNoneBetween() throws IOException {
    try (PtyBoard board = PtyBoard.start(program, List.of())) {
      Path early = drive(board, core, "early", steps(INPUTS, 0, 3));
      drive(board, core, "other", steps(INPUTS, 2, 4));
      List<Result> late = read(drive(board, core, "late", steps(INPUTS, 3, 7), early));
      assertEqual(joined(read(early), late), expected(deployment, INPUTS));
    }
  }

  /** Cores with ROM; a linear one has no state to go on from. */
  @ParameterizedTest
  @ValueSource(strings = {"micro-gru", "micro-rnn", "linear-up5k"})
  void coresOfOtherCellsAreDrivenToo(String name) throws IOException {
    Design design = DesignFile.read(Path.of("fpga/designs", name + ".json"));
    Deployment other = RandomDesigns.deployment(design, 12);
    Path written = Boards.FOLDER.resolve("driven " + name);
    Path simulated =
        BoardBuild.program(Boards.write(other, written), written, Boards.CLOCKS_PER_BIT);
    int[][][] x = inputs(new SplittableRandom(7), 2, 5, design.inSize());
    try (PtyBoard board = PtyBoard.start(simulated, List.of())) {
      assertEqual(read(drive(board, written, "whole", x)), expected(other, x));
      if (design.hidden() != null) {
        Path early = drive(board, written, "early", steps(Arrays.copyOf(x, 1), 0, 2));
        Path late = drive(board, written, "late", steps(Arrays.copyOf(x, 1), 2, 5), early);
        assertEqual(joined(read(early), read(late)), expected(other, Arrays.copyOf(x, 1)));
      }
    }
  }

  @Test
  void aMissingFileIsOneLineAndExitCodeTwo() throws Exception {
    Path input = Files.writeString(folder.resolve("x.json"), "[]");
    String none = folder.resolve("none").toString();
    String there = input.toString();
    assertThat(refusal(none, core.toString(), there)).isEqualTo(none + ": missing");
    assertThat(refusal(there, core.toString(), none)).isEqualTo(none + ": missing");
    assertThat(refusal(there, none, there)).isEqualTo(none + "/plan.json: missing");
  }

  private String refusal(String port, String core, String input) throws Exception {
    Path said = folder.resolve("said.txt");
    String output = folder.resolve("y.json").toString();
    Process driver =
        new ProcessBuilder("python3", DRIVER.toString(), port, core, input, output)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(driver.waitFor()).isEqualTo(2);
    assertThat(said).content().hasLineCount(1).endsWith(" (expected: there)\n");
    return Files.readString(said).replace(" (expected: there)\n", "");
  }

  @Test
  void theDriverIsNoLongerThanTheDocumentsPromise() throws IOException {
    assertThat(Files.readAllLines(DRIVER)).hasSizeLessThanOrEqualTo(130);
  }
}
