package org.kcpfpga.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path directory;

  @Test
  void aWriterThatFailsHalfwayLeavesTheOldFileAndNothingElse() throws IOException {
    Path path = Files.writeString(directory.resolve("out"), "old");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    path,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("out: cannot be written")
        .hasMessageContaining("disk full");

    assertThat(path).hasContent("old");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void directoriesAndMissingDirectoriesAreRefused() {
    assertThatThrownBy(() -> AtomicFile.write(directory, out -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(": a directory (expected: a file to write)");
    assertThatThrownBy(() -> AtomicFile.write(directory.resolve("no/out"), out -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith("(expected: an existing directory)");
  }
}
