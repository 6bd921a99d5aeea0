package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.TopPorts;

/** The folder of a core: what is in it, and that nothing is left where it cannot be written. */
@Tag("locale")
@Tag("slow")
class EmitterTest {
  private final EmittedDesign design = EmittedCores.emitted("tiny");

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void chooseAFolderThatIsNotThereYet() {
    folder = temporary.resolve("new/core");
  }

  @Test
  void everyFileIsWrittenAsNamedAndNothingElse() throws IOException {
    Emitter.write(design, folder);
    TreeMap<String, String> all = new TreeMap<>(design.verilog());
    all.putAll(design.images());
    all.putAll(design.documents());
    all.putAll(FileList.of(design, folder));
    assertThat(names(folder)).containsExactlyElementsOf(all.keySet());
    for (String name : all.keySet()) {
      assertThat(folder.resolve(name)).hasContent(all.get(name));
    }
    assertThat(design.documents().keySet())
        .containsExactly("lint.vlt", "plan.json", "registers.md", "resources.json");
    assertThat(design.ports()).isEqualTo(TopPorts.of(EmittedCores.core("tiny").plan()));
  }

  @Test
  void writingAgainReplacesOldFilesAndKeepsStrangers() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("plan.json"), "old");
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Emitter.write(design, folder);
    assertThat(folder.resolve("plan.json")).hasContent(design.documents().get("plan.json"));
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void theFileListNamesEveryVerilogFileOnce() {
    assertThat(FileList.of(design, folder)).containsOnlyKeys("tiny_core.f", "tiny_core_images.vh");
    assertThat(FileList.of(design, folder).get("tiny_core.f").lines())
        .startsWith(folder.resolve("tiny_core_images.vh").toString())
        .endsWith(
            design.verilog().keySet().stream()
                .map(name -> folder.resolve(name).toString())
                .toArray(String[]::new))
        .hasSize(1 + design.verilog().size());
  }

  @Test
  void thePlanHasTheDocumentedKeys() throws IOException {
    AcceleratorPlan plan = EmittedCores.core("tiny").plan();
    JsonNode json = new ObjectMapper().readTree(design.documents().get("plan.json"));
    assertThat(json.get("design").textValue()).isEqualTo("tiny");
    assertThat(json.get("interval").longValue()).isEqualTo(plan.cycles().interval());
    assertThat(json.get("inputBound").longValue()).isEqualTo(6);
    assertThat(json.get("latency").longValue()).isEqualTo(plan.cycles().latency());
    // input 2*(2*(8+3) + 2*(3+4)), hidden 2*(2*(8+2) + 2*(3+3))
    assertThat(json.get("parameters").longValue()).isEqualTo(72);
    assertThat(json.get("parametersCell").longValue()).isEqualTo(72 + 64);
    // 24 rows times 12 + 6 columns
    assertThat(json.get("denseMacs").longValue()).isEqualTo(432);
    assertThat(json.get("stages")).hasSize(plan.pipeline().stages().size());
    Map<String, Long> multipliers = new HashMap<>();
    for (JsonNode stage : json.get("stages")) {
      assertThat(stage.fieldNames())
          .toIterable()
          .containsExactly(
              "name", "bank", "multipliers", "fold", "multiplications", "cycles", "memoryBits");
      // the members of a bank share its multipliers; the front has its own
      String bank = stage.get(stage.get("bank").isNull() ? "name" : "bank").textValue();
      multipliers.merge(bank, stage.get("multipliers").longValue(), Math::max);
    }
    assertThat(json.get("multipliers").longValue())
        .isEqualTo(multipliers.values().stream().mapToLong(Long::longValue).sum());
    assertThat(json.get("busLanes").intValue()).isEqualTo(2);
    assertThat(json.get("inputLanes").intValue()).isEqualTo(2);
    assertThat(json.get("sequences").intValue()).isEqualTo(1);
    assertThat(json.get("denseMacsPerCycleAndMultiplier").doubleValue())
        .isEqualTo(plan.denseMacsPerCycleAndMultiplier());
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefusedAndKept() throws IOException {
    Path file = Files.writeString(temporary.resolve("out"), "mine");
    refused(file, file + ": not a folder (expected: a folder to write into)");
    assertThat(file).hasContent("mine");
    assertThat(names(temporary)).containsExactly("out");
  }

  @Test
  void aFileInPlaceOfAParentIsRefusedAndKept() throws IOException {
    Path file = Files.writeString(temporary.resolve("out"), "mine");
    Path below = file.resolve("core");
    refused(below, below + ": cannot be made (expected: a folder to write into)");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aFolderThatCannotBeMadeIsRefused() {
    Path proc = Path.of("/proc");
    assumeTrue(Files.isDirectory(proc), "a system with /proc, where nobody can make a folder");
    Path inside = proc.resolve("kcp-core");
    refused(inside, inside + ": cannot be made (expected: a folder to write into)");
  }

  @Test
  void aFolderThatMayNotBeWrittenIsRefusedAndStaysEmpty() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeTrue(!Files.isWritable(folder), "a user whom permissions bind");
      refused(folder, folder + ": cannot be written (expected: a folder to write into)");
      assertThat(names(folder)).isEmpty();
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void aFolderThatTakesNoFilesLeavesNoneHalfWritten() {
    Path proc = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(proc), "a system with /proc, where nobody can make a file");
    assertThatThrownBy(() -> Emitter.write(design, proc))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(proc.toString());
  }

  @Test
  void aFolderInPlaceOfAFileIsSeenBeforeAnythingIsWritten() throws IOException {
    Files.createDirectories(folder.resolve("registers.md"));
    assertThatThrownBy(() -> Emitter.write(design, folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("registers.md");
    assertThat(names(folder)).containsExactly("registers.md");
  }

  private void refused(Path out, String message) {
    assertThatThrownBy(() -> Emitter.write(design, out))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
