package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.Tools;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.boundary.RegisterMap;

/** The documents of a core: tables that are tables, and programs that run. */
class RegisterDocumentTest {
  private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern PROGRAM = Pattern.compile("(?s)```python\n(.*?)```");

  @TempDir Path folder;

  static List<String> cores() {
    return EmittedCores.names();
  }

  private static String registers(String name) {
    return RegisterDocument.markdown(EmittedCores.core(name));
  }

  private static JsonNode plan(String name) throws Exception {
    return new ObjectMapper()
        .readTree(Emitter.emit(EmittedCores.core(name)).files().get("plan.json"));
  }

  /** The number of cells of each table row, by the table's head. */
  private static int rows(String text) {
    long width = 0;
    int rows = 0;
    for (String line : text.lines().toList()) {
      long bars = line.startsWith("|") ? BAR.matcher(line).results().count() : 0;
      if (bars > 0) {
        assertThat(bars).as(line).isEqualTo(width == 0 ? bars : width);
        rows++;
      }
      width = bars;
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("cores")
  void everyRowOfATableHasAsManyCellsAsItsHead(String name) {
    String text = registers(name);
    int registers = RegisterMap.of(EmittedCores.core(name).plan()).size();
    assertThat(rows(text)).isGreaterThanOrEqualTo(registers + 2);
    assertThat(text).doesNotContain("@{").doesNotContain("null");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
  }

  @Test
  void aBarAndALineBreakStayWithinTheirCell() {
    assertThat(Markdown.header("a", "b") + Markdown.row("1 | 2\n3", 4))
        .isEqualTo("| a | b |\n|---|---|\n| 1 \\| 2 3 | 4 |\n");
    assertThat(rows(Markdown.header("a", "b") + Markdown.row("|", "\n"))).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "hdl/board/README.md",
        "docs/driver.md",
        "docs/design-file.md",
        "docs/commands.md",
        "docs/designs.md",
        "docs/glossary.md",
        "docs/integration.md",
        "docs/verification.md",
        "docs/coverage.md",
        "docs/model-file.md"
      })
  void tablesOfTheHandWrittenPagesAreTablesToo(String page) throws Exception {
    assertThat(rows(Files.readString(Path.of(page)))).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"loadable lstm", "loadable gru", "loadable linear"})
  void theProgramInTheDocumentGivesTheChecksumOfTheLoad(String name) throws Exception {
    Tools.require("python3");
    Core core = EmittedCores.core(name);
    Matcher program = PROGRAM.matcher(registers(name));
    assertThat(program.find()).isTrue();
    Files.writeString(folder.resolve("load.txt"), LoadDocument.text(core));
    String call = program.group(1) + "print('%08x' % checksum('load.txt'))\n";
    Files.writeString(folder.resolve("sum.py"), call);
    String sum = InterfaceDocument.hex(LoadImage.checksum(core));
    assertThat(Tools.run(folder, List.of("python3", "sum.py")).strip()).isEqualTo(sum);
    assertThat(plan(name).get("checksum").textValue()).isEqualTo(sum);
    assertThat(registers(name)).contains("`checksum` is " + sum);
  }

  @Test
  void thePlanHasWhatADriverNeeds() throws Exception {
    JsonNode json = plan("gru of three sequences");
    assertThat(json.get("inputSize").intValue()).isEqualTo(24);
    assertThat(json.get("hiddenSize").intValue()).isEqualTo(6);
    assertThat(json.get("busLanes").intValue()).isEqualTo(6);
    assertThat(json.get("outputLanes").intValue()).isEqualTo(2);
    assertThat(json.get("slotBits").intValue()).isEqualTo(8);
    assertThat(json.get("inputBeats").intValue()).isEqualTo(4);
    assertThat(json.get("outputBeats").intValue()).isEqualTo(3);
    assertThat(json.get("userBits").intValue()).isEqualTo(3);
    assertThat(json.get("stateBits").intValue()).isEqualTo(8);
    assertThat(json.get("identity").textValue()).isEqualTo("4b435046");
    assertThat(json.get("version").textValue()).isEqualTo("00020000");
    assertThat(json.get("loadable").booleanValue()).isFalse();
    assertThat(json.get("counters").get("events").intValue()).isEqualTo(32);
    assertThat(json.get("registers").get(3).toString())
        .isEqualTo("{\"name\":\"control\",\"address\":\"00c\",\"access\":\"rw\"}");
    assertThat(plan("one mode").get("inputSize").intValue()).isEqualTo(10);
  }

  @Test
  void aPlaceWithoutAValueIsSeen() {
    assertThatThrownBy(() -> Template.filled("rom.md", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rom.md: @{checksum}");
  }
}
