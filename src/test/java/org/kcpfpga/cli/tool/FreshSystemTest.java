package org.kcpfpga.cli.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sim/debian13.sh}, as far as it needs no system to tell what is wrong. */
class FreshSystemTest {
  @TempDir Path folder;

  private String said;

  private int script(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("/bin/bash", "sim/debian13.sh"));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    // enough to say what is missing, and nothing that could make a system
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("dirname", "id", "sed")) {
      Path link = tools.resolve(tool);
      if (Files.notExists(link)) {
        Files.createSymbolicLink(link, Programs.find(tool));
      }
    }
    builder.environment().put("PATH", tools.toString());
    Process process = builder.start();
    said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor();
  }

  @Test
  void helpNamesEveryOption() throws Exception {
    assertThat(script("--help")).isZero();
    assertThat(said).contains("--folder", "--suite", "--mirror", "--only", "--again", "-Dtest");
  }

  @ParameterizedTest
  @CsvSource({
    "--only, --only: missing",
    "--only=plan, --only=plan (expected: an option",
    "trixie, trixie (expected: an option",
  })
  void aWrongOptionIsOneLine(String argument, String line) throws Exception {
    assertThat(script(argument)).isEqualTo(2);
    assertThat(said).startsWith("debian13: " + line).hasLineCount(1);
  }

  @Test
  void aWrongValueOrAMissingToolIsOneLine() throws Exception {
    assertThat(script("--only", "plan")).isEqualTo(2);
    assertThat(said).startsWith("debian13: --only: plan").hasLineCount(1);
    assertThat(script("--suite", "../etc")).isEqualTo(2);
    assertThat(said).startsWith("debian13: --suite: ../etc").hasLineCount(1);
    assertThat(script("--repository", "none")).isEqualTo(2);
    assertThat(said).startsWith("debian13: --repository: none").hasLineCount(1);
    assertThat(script("--folder", folder.toString())).isEqualTo(2);
    assertThat(said).containsAnyOf("expected: root", "debootstrap: missing").hasLineCount(1);
  }
}
