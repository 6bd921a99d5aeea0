package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.Tools;
import org.kcpfpga.common.UserError;

@Tag("locale")
class OutputFolderTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void refused(Map<String, String> files, String... parts) {
    assertThatThrownBy(() -> OutputFolder.write(folder, files))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void filesOfAnEarlierCoreGoAndThoseOfTheUserStay() throws IOException {
    OutputFolder.write(folder, Map.of("a.v", "1", "load.txt", "2", "plan.json", "3"));
    Files.writeString(folder.resolve("notes.txt"), "mine");
    OutputFolder.write(folder, Map.of("b.v", "1", "plan.json", "4"));
    assertThat(names()).containsExactly("b.v", OutputFolder.LIST, "notes.txt", "plan.json");
    assertThat(folder.resolve("plan.json")).hasContent("4");
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void theListIsReadByTheToolForChecksums() throws IOException {
    OutputFolder.write(folder, Map.of("a.v", "module a;", "plan.json", "{}"));
    assertThat(Tools.run(folder, List.of("sha256sum", "-c", OutputFolder.LIST)))
        .contains("a.v", "plan.json");
  }

  @Test
  void aFileOfTheUsersIsNeverReplaced() throws IOException {
    Files.writeString(folder.resolve("plan.json"), "mine");
    refused(Map.of("a.v", "1", "plan.json", "3"), "has plan.json (expected: ");
    assertThat(names()).containsExactly("plan.json");
    assertThat(folder.resolve("plan.json")).hasContent("mine");
  }

  @Test
  void aGeneratedFileThatWasChangedIsNeitherReplacedNorRemoved() throws IOException {
    OutputFolder.write(folder, Map.of("a.v", "1", "b.v", "2"));
    Files.writeString(folder.resolve("a.v"), "changed");
    refused(Map.of("a.v", "3"), "has a.v (");
    refused(Map.of("c.v", "3"), "has a.v (");
    assertThat(names()).containsExactly("a.v", "b.v", OutputFolder.LIST);
  }

  @Test
  void whatIsThereAlreadyIsNoStranger() throws IOException {
    Files.writeString(folder.resolve("a.v"), "1");
    OutputFolder.write(folder, Map.of("a.v", "1"));
    assertThat(names()).containsExactly("a.v", OutputFolder.LIST);
  }

  @Test
  void aListThatNamesFilesElsewhereIsRefused() throws IOException {
    Path outside = Files.writeString(folder.resolveSibling(folder.getFileName() + "-x"), "mine");
    String sum = "0".repeat(64) + "  ../" + outside.getFileName();
    Files.writeString(folder.resolve(OutputFolder.LIST), sum + "\n");
    refused(Map.of("a.v", "1"), OutputFolder.LIST);
    assertThat(outside).hasContent("mine");
    Files.delete(outside);
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path outside = Files.writeString(folder.resolveSibling(folder.getFileName() + "-y"), "mine");
    Files.createSymbolicLink(folder.resolve("a.v"), outside);
    refused(Map.of("a.v", "1"), "has a.v (");
    assertThat(outside).hasContent("mine");
    Files.delete(outside);
  }

  @Test
  void aFolderInTheWayIsSeenBeforeAnythingIsWritten() throws IOException {
    Files.createDirectories(folder.resolve("b.v"));
    refused(Map.of("a.v", "1", "b.v", "2"), "b.v: a folder");
    assertThat(names()).containsExactly("b.v");
  }
}
