package org.kcpfpga.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kcpfpga.design.DesignTexts.GOOD;
import static org.kcpfpga.design.DesignTexts.refused;
import static org.kcpfpga.design.DesignTexts.refusedMentioning;
import static org.kcpfpga.design.DesignTexts.with;
import static org.kcpfpga.design.DesignTexts.without;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.common.TextFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.rnn.CellKind;

/** The form of design files: JSON, keys, types, the file itself; every mistake is named. */
@Tag("locale")
class DesignFileTest {
  @Test
  void everyKeyArrivesWhereItBelongs() {
    Design design = DesignFile.parse("d.json", GOOD);
    assertThat(design.name()).isEqualTo("small-1");
    assertThat(design.cell()).isEqualTo(CellKind.LSTM);
    assertThat(design.input().in()).containsExactly(3, 12);
    // 4 gates in mode 1
    assertThat(design.input().rows()).containsExactly(8, 3);
    assertThat(design.input().terms()).isEqualTo(2);
    assertThat(design.input().ranks()).containsExactly(2, 1);
    assertThat(design.hidden().in()).containsExactly(3, 2);
    assertThat(design.hidden().rows()).containsExactly(24, 1);
    assertThat(design.lanes().input()).isEqualTo(4);
    assertThat(design.lanes().output()).isEqualTo(3);
    assertThat(design.bits()).isEqualTo(new BitWidths(9, 10, 11, 12));
    assertThat(design.inSize()).isEqualTo(36);
    assertThat(design.hiddenSize()).isEqualTo(6);
    // 24 rows times 36 + 6 columns
    assertThat(design.denseMacs()).isEqualTo(1008);
  }

  @Test
  void whatMayBeLeftOutHasTheDocumentedValue() {
    Design design =
        DesignFile.parse(
            "d.json",
            without("\"bits\": {\"activation\": 9, \"factor\": 10, \"latent\": 11, \"state\": 12},")
                .replace("\"outputLanes\": 3,", "")
                .replace("\"sequences\": 1, \"factors\": \"rom\"", "\"sequences\": 1"));
    assertThat(design.bits()).isEqualTo(new BitWidths(8, 8, 16, 16));
    assertThat(design.lanes().output()).isEqualTo(1);
    assertThat(design.lanes().bus()).isZero();
    assertThat(design.sequences()).isEqualTo(1);
    assertThat(design.loadable()).isFalse();
  }

  @Test
  void factorsThatAreWrittenAtRunTimeAreAskedFor() {
    assertThat(DesignFile.parse("d.json", GOOD).loadable()).isFalse();
    assertThat(DesignFile.parse("d.json", with("\"rom\"", "\"loadable\"")).loadable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "name": "small-1", | name: missing (expected: a text)
          "cell": "lstm", | cell: missing (expected: a text)
          "inputLanes": 4, | inputLanes: missing (expected: a whole number of at least 1)
          "in": [3, 12], | input.in: missing (expected: a list of whole numbers)
          "out": [6, 1], | hidden.out: missing (expected: a list of whole numbers)
          , "ranks": [2, 1] | input.ranks: missing (expected: a list of whole numbers)
          """)
  void aMissingKeyIsNamed(String part, String message) {
    refused(without(part), "d.json: " + message);
  }

  @Test
  void aMissingOperatorIsNamed() {
    refused(
        "{\"name\": \"a\", \"cell\": \"lstm\", \"inputLanes\": 1}",
        "d.json: input: missing (expected: an object)");
  }

  @Test
  void anUnknownKeyIsNamedWithTheKnownOnes() {
    refused(
        with("\"inputLanes\"", "\"inputLane\""),
        "d.json: inputLane: unknown key (expected: one of name, cell, gates, reset, input, hidden,"
            + " inputLanes, multipliers, interval, latency, busLanes, outputLanes, hiddenLanes,"
            + " bits, sequences, factors, counters, compact, pipeline, blockBits, multiplierBlocks,"
            + " system, front)");
    refused(
        with("\"terms\": 1", "\"rank\": 1"),
        "d.json: hidden.rank: unknown key (expected: one of in, out, terms, ranks)");
    refused(
        with("\"state\": 12", "\"sums\": 12"),
        "d.json: bits.sums: unknown key (expected: one of activation, factor, latent, state)");
    refused(
        with("\"inputLanes\": 4", "\"inputLanes\": 4, \"counters\": {\"beats\": 9}"),
        "d.json: counters.beats: unknown key (expected: one of events, saturations)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "small-1" | 7 | name: 7 (expected: a text)
          "lstm" | ["lstm"] | cell: ["lstm"] (expected: a text)
          "inputLanes": 4 | "inputLanes": "4" | inputLanes: "4" (expected: a whole number
          "inputLanes": 4 | "inputLanes": 4.0 | inputLanes: 4.0 (expected: a whole number
          "inputLanes": 4 | "inputLanes": 0 | inputLanes: 0 (expected: a whole number
          "inputLanes": 4 | "inputLanes": -4 | inputLanes: -4 (expected: a whole number
          "inputLanes": 4 | "inputLanes": null | inputLanes: null (expected: a whole number
          "inputLanes": 4 | "inputLanes": 9999999999 | inputLanes: 9999999999 (expected: a whole
          [3, 12] | 36 | input.in: 36 (expected: a list of whole numbers)
          [3, 12] | [3, "12"] | input.in[1]: "12" (expected: a whole number
          [3, 12] | [3, 0] | input.in[1]: 0 (expected: a whole number
          "sequences": 1 | "sequences": [] | sequences: [] (expected: a whole number
          "rom" | true | factors: true (expected: a text)
          """)
  void aValueOfAnotherTypeIsNamed(String part, String other, String message) {
    refused(with(part, other), "d.json: " + message);
  }

  @Test
  void termsAndWidthsOfAnotherTypeAreNamedToo() {
    refusedMentioning(without("\"terms\": 1,"), "d.json: ", "hidden.terms: missing (expected: a");
    refusedMentioning(with("\"terms\": 1", "\"terms\": true"), "d.json: ", "hidden.terms: true (");
    refusedMentioning(
        with("\"state\": 12", "\"state\": \"wide\""), "d.json: ", "bits.state: \"wide\" (");
  }

  @Test
  void thePlaceOfAMistakeStandsOnce() {
    refused(without("\"terms\": 1,"), "d.json: hidden.terms: missing (expected: a whole");
    refused(with("\"terms\": 1", "\"terms\": true"), "d.json: hidden.terms: true (");
    refused(with("\"state\": 12", "\"state\": \"wide\""), "d.json: bits.state: \"wide\" (");
  }

  @Test
  void anObjectIsExpectedWhereOneBelongs() {
    String noBits = "{\"activation\": 9, \"factor\": 10, \"latent\": 11, \"state\": 12}";
    refused(with(noBits, "16"), "d.json: bits: 16 (expected: an object)");
    refused("[1]", "d.json: [1] (expected: an object)");
    refused("\"lstm\"", "d.json: \"lstm\" (expected: an object)");
  }

  @Test
  void aKeyThatStandsTwiceIsNamed() {
    refusedMentioning(with("\"cell\"", "\"name\": \"again\", \"cell\""), "d.json", "name", "JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"name\": }", "name: a", "{\"name\": \"a\",}", "{} {}", "\0"})
  void textThatIsNotJsonIsRefusedWithItsLine(String text) {
    refusedMentioning(text, "d.json line 1: ", "(expected: JSON)");
  }

  @Test
  void theLineIsThatOfTheMistake() {
    refusedMentioning("{\n\"name\":\n\"a\" \"b\"}", "d.json line 3: ", "(expected: JSON)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void anEmptyFileIsRefused(String text) {
    refusedMentioning(text, "d.json", "(expected: ");
    refusedMentioning(text, "d.json: empty (expected: ");
  }

  @Test
  void aListOfAnotherLengthIsNamedByItsKeyWithItsValue() {
    refused(with("[2, 3]", "[6]"), "d.json: input.out: [6] (expected: 2 modes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ytc", "1a", "a b", "a/b", "a.b", "_a", "é"})
  void aNameThatCouldNotNameAModuleIsRefused(String name) {
    refused(
        with("small-1", name),
        "d.json: name: " + name + " (expected: a lower-case letter, then letters, digits");
  }

  @Test
  void filesThatCannotBeReadAreNamed(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("no.json");
    assertThatThrownBy(() -> DesignFile.read(missing))
        .isInstanceOf(UserError.class)
        .hasMessage(missing + ": no such file (expected: a design file)");
    assertThatThrownBy(() -> DesignFile.read(folder))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(folder.toString());
    Path latin = folder.resolve("latin.json");
    Files.write(latin, GOOD.replace("small", "sm\u00e4ll").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> DesignFile.read(latin))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("UTF-8");
    Path bad = Files.writeString(folder.resolve("bad.json"), with("small-1", "B"));
    assertThatThrownBy(() -> DesignFile.read(bad)).hasMessageStartingWith(bad + ": name: B (");
  }

  @Test
  void aFileLongerThanAnyDesignIsNotReadToItsEnd(@TempDir Path folder) throws IOException {
    Path padded = folder.resolve("padded.json");
    Files.writeString(padded, GOOD + " ".repeat(TextFile.MAX_BYTES - GOOD.length()));
    assertThat(DesignFile.read(padded).name()).isEqualTo("small-1");
    try (RandomAccessFile file = new RandomAccessFile(padded.toFile(), "rw")) {
      // more than a Java array can hold, none of it on the disk
      file.setLength(3L << 30);
    }
    assertThatThrownBy(() -> DesignFile.read(padded))
        .isInstanceOf(UserError.class)
        .hasMessage(padded + ": more than 1048576 bytes (expected: a design file, shorter)");
  }

  @ParameterizedTest
  @CsvSource({
    "tiny, 12, 6", "fashion, 112, 128", "ytc-212, 57600, 256", "ucf11, 57600, 256",
    "ucf11-r4, 57600, 256", "ucf50, 57600, 256", "timit, 440, 512", "tedlium, 440, 1024",
    "shd, 700, 256"
  })
  void theNamedDesignsAreGood(String name, int in, int hidden) {
    Design design = DesignFile.read(Path.of("designs", name + ".json"));
    assertThat(design.name()).isEqualTo(name);
    assertThat(design.inSize()).isEqualTo(in);
    assertThat(design.hiddenSize()).isEqualTo(hidden);
  }
}
