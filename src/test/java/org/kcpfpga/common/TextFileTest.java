package org.kcpfpga.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  @TempDir Path folder;

  private Path file(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("d.json"), text.getBytes(charset));
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> TextFile.read(file, "a design"))
        .isInstanceOf(UserError.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    assertThat(TextFile.read(file("\uFEFF{}", StandardCharsets.UTF_8), "it")).isEqualTo("{}");
    assertThat(TextFile.read(file("{}", StandardCharsets.UTF_8), "it")).isEqualTo("{}");
    assertThat(TextFile.read(file("", StandardCharsets.UTF_8), "it")).isEmpty();
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    String wide = "UTF-16 or UTF-32 (expected: a design in UTF-8)";
    for (String name : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE")) {
      refused(file("{}", Charset.forName(name)), wide);
    }
    refused(file("größe", StandardCharsets.ISO_8859_1), "not UTF-8 (expected: a design in UTF-8)");
  }

  @Test
  void whatIsNoFileIsNamed() throws IOException {
    refused(folder, "a directory (expected: a design)");
    refused(folder.resolve("none"), "no such file (expected: a design)");
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    assertThatThrownBy(() -> TextFile.read(loop, "a design"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(loop + ": cannot be read: Too many levels of symbolic links");
  }
}
