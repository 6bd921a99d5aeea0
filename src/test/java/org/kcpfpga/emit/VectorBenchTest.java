package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.image.Core;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.verilated.build.Command;

/** The bench with data, run by a simulator that shares nothing with this program. */
@Tag("slow")
class VectorBenchTest {
  private static final RandomDesigns.Limits LIMITS = new RandomDesigns.Limits(3, 5, 2, 2, 24, 24);

  @TempDir Path temporary;

  @BeforeEach
  void needsASimulator() {
    Tools.require("iverilog");
  }

  private static void write(Core core, int frames, Path folder) {
    Emitter.write(Emitter.emit(core).with(VectorBench.files(core, frames, 7)), folder);
  }

  /** Exit code and verdict of the bench of a core in a folder, started in another folder. */
  private String verdict(String bench, Path folder) throws Exception {
    List<String> list = List.of("-f", folder.resolve(bench + ".f").toString());
    return verdict(bench, list, temporary);
  }

  private String verdict(String bench, List<String> sources, Path working) throws Exception {
    Path program = temporary.resolve("sim");
    List<String> words = new ArrayList<>(List.of("iverilog", "-g2005", "-Wall", "-s", bench));
    words.addAll(List.of("-o", program.toString()));
    words.addAll(sources);
    Command.Result compiled = Command.run(working, words);
    assertThat(compiled.exitCode()).as(compiled.text()).isZero();
    assertThat(compiled.text().lines().filter(line -> line.contains("_bench.v"))).isEmpty();
    Command.Result ran = Command.run(working, List.of("vvp", "-n", program.toString()));
    List<String> verdicts =
        ran.text().lines().filter(line -> line.matches("(PASS|FAIL).*")).toList();
    return ran.exitCode() + " " + String.join("; ", verdicts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiny",
        "one mode",
        "modes of one",
        "whole fibre a beat",
        "gru of three sequences",
        "linear in one beat",
        "loadable lstm",
        "loadable gru",
        "loadable linear"
      })
  void coresOfEveryKindPass(String name) throws Exception {
    Core core = EmittedCores.core(name);
    write(core, 8, temporary.resolve("core"));
    assertThat(verdict(VectorBench.module(core), temporary.resolve("core")))
        .isEqualTo("0 PASS: 8 steps");
  }

  @ParameterizedTest
  @CsvSource({"LSTM", "GRU", "RNN", "LINEAR"})
  void randomDesignsPassWithRomAndLoadable(CellKind kind) throws Exception {
    SplittableRandom r = RandomDesigns.random("VectorBenchTest " + kind, 31);
    for (int i = 0; i < 2; i++) {
      Design design = RandomDesigns.design(r, kind, LIMITS);
      Design chosen = i == 0 ? design : design.withLoadableFactors();
      Core core = RandomDesigns.deployment(chosen, r.nextLong()).core();
      Path folder = temporary.resolve("core" + i);
      write(core, 5, folder);
      assertThat(verdict("random_bench", folder))
          .as(chosen.toString())
          .isEqualTo("0 PASS: 5 steps");
    }
  }

  @Test
  void aWrongBitInAnImageFailsAndNamesStepAndElement() throws Exception {
    Path folder = temporary.resolve("core");
    write(EmittedCores.core("tiny"), 4, folder);
    // the sign of a bias of element 0
    flip(folder.resolve("tiny_bias.mem"), 0, 15);
    assertThat(verdict("tiny_bench", folder))
        .matches("1 FAIL: step \\d, element 0: -?\\d+ \\(expected: -?\\d+\\)");
  }

  @Test
  void aWrongBitInAnExpectedOutputFailsAndNamesStepAndElement() throws Exception {
    Core core = EmittedCores.core("gru of three sequences");
    Path folder = temporary.resolve("core");
    write(core, 4, folder);
    // lane 0 of beat 1 of step 2, of three beats of two lanes
    flip(folder.resolve("gru_bench_output.mem"), 7, 0);
    assertThat(verdict("gru_bench", folder))
        .matches("1 FAIL: step 2, element 2: -?\\d+ \\(expected: -?\\d+\\)");
  }

  @Test
  void aWrongBitInTheLoadFailsByTheChecksum() throws Exception {
    Core core = EmittedCores.core("loadable linear");
    Path folder = temporary.resolve("core");
    write(core, 4, folder);
    flip(folder.resolve("load.txt"), 3, 0);
    assertThat(verdict("loadable_line_bench", folder)).startsWith("1 FAIL: checksum: ");
  }

  /** A core that never gets its input. */
  @Test
  void aCoreThatStopsFailsToo() throws Exception {
    Path folder = temporary.resolve("core");
    write(EmittedCores.core("tiny"), 4, folder);
    Path bench = folder.resolve("tiny_bench.v");
    String stopped =
        Files.readString(bench).replace(".s_axis_tvalid(s_axis_tvalid)", ".s_axis_tvalid(1'b0)");
    Files.writeString(bench, stopped);
    assertThat(verdict("tiny_bench", folder)).startsWith("1 FAIL: nothing in ");
  }

  private static void flip(Path file, int line, int bit) throws Exception {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    String text = lines.get(line);
    String digits = text.substring(text.indexOf(' ') + 1);
    String flipped = new BigInteger(digits, 16).flipBit(bit).toString(16);
    String padded = "0".repeat(digits.length() - flipped.length()) + flipped;
    lines.set(line, text.substring(0, text.indexOf(' ') + 1) + padded);
    Files.write(file, lines);
  }

  /**
   * Icarus reads a list with such names only where they have no spaces; names themselves always.
   */
  @Test
  void foldersOfAnyNameDo() throws Exception {
    Core core = EmittedCores.core("loadable lstm");
    String bench = VectorBench.module(core);
    Path umlauts = temporary.resolve("größe_模型");
    write(core, 2, umlauts);
    List<String> list = List.of("-f", umlauts.resolve(bench + ".f").toString());
    assertThat(verdict(bench, list, umlauts)).isEqualTo("0 PASS: 2 steps");

    Path spaces = temporary.resolve("a folder");
    write(core, 2, spaces);
    List<String> files = new ArrayList<>();
    Files.readAllLines(spaces.resolve(bench + ".f")).forEach(f -> files.add(f.replace("\"", "")));
    assertThat(files).hasSizeGreaterThan(20).allMatch(file -> file.contains("a folder"));
    assertThat(verdict(bench, files, temporary)).isEqualTo("0 PASS: 2 steps");
  }

  @Test
  void theSameSeedGivesTheSameBenchAndAnotherOneAnother() {
    Core core = EmittedCores.core("tiny");
    assertThat(VectorBench.files(core, 3, 1)).isEqualTo(VectorBench.files(core, 3, 1));
    assertThat(VectorBench.files(core, 3, 2)).isNotEqualTo(VectorBench.files(core, 3, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
  void countsThatAreNoneAreRefused(int frames) {
    assertThatThrownBy(() -> VectorBench.files(EmittedCores.core("tiny"), frames, 1))
        .isInstanceOf(UserError.class)
        .hasMessage("--vectors: " + frames + " (expected: 1 to 1666666)");
  }
}
