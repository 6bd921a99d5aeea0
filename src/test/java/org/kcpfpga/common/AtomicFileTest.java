package org.kcpfpga.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** What a signal does while another thread writes. */
  @Test
  void halfOfAFileIsDeletedAsTheProcessEnds() throws IOException {
    Path path = Files.writeString(directory.resolve("out"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    path,
                    out -> {
                      AtomicFile.deleteParts();
                      try (var files = Files.list(directory)) {
                        assertThat(files).containsExactly(path);
                      }
                      out.write(new byte[100_000]);
                    }))
        .isInstanceOf(UserError.class);
    assertThat(path).hasContent("old");
  }

  @Test
  void aNameMayBeAsLongAsNamesCanBe() {
    for (String letter : new String[] {"a", "ö", "模"}) {
      int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
      Path longest = directory.resolve(letter.repeat(255 / bytes));
      AtomicFile.write(longest, out -> out.write(1));
      assertThat(longest).hasSize(1);
      Path longer = directory.resolve(letter.repeat(256 / bytes + 1));
      assertThatThrownBy(() -> AtomicFile.require(longer))
          .isInstanceOf(UserError.class)
          .hasMessage(longer + ": cannot be written: File name too long");
    }
  }

  @Test
  void namesThatLeadNowhereAreRefused() throws IOException {
    assertThatThrownBy(() -> AtomicFile.require(Path.of("")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("an empty name");
    Path loop = Files.createSymbolicLink(directory.resolve("loop"), directory.resolve("loop"));
    assertThatThrownBy(() -> AtomicFile.require(loop))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("symbolic links");
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
