package org.kcpfpga.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheSweepTest {
  private static final Instant LIMIT = Instant.ofEpochSecond(1000);

  @TempDir Path folder;

  private void entry(String name, int bytes, long used) throws IOException {
    new CacheFolder(folder).entry(name, half -> Files.write(half.resolve("data"), new byte[bytes]));
    dated(folder.resolve(name).resolve(CacheFolder.LIST), used);
  }

  private static void dated(Path path, long second) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(second)));
  }

  private List<String> left() throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith(".") && !name.equals("locks"))
          .sorted()
          .toList();
    }
  }

  @Test
  void theEntriesThatWereNotUsedForTheLongestTimeGoUntilTheRestFits() throws IOException {
    entry("a", 100, 30);
    entry("b", 100, 10);
    entry("c", 100, 20);
    CacheSweep.sweep(folder, 200, LIMIT);
    assertThat(left()).containsExactly("a", "c");
    CacheSweep.sweep(folder, 200, LIMIT);
    assertThat(left()).containsExactly("a", "c");
    CacheSweep.sweep(folder, 0, LIMIT);
    assertThat(left()).isEmpty();
  }

  @Test
  void whatWasUsedOfLateStays() throws IOException {
    entry("a", 100, 2000);
    CacheSweep.sweep(folder, 0, LIMIT);
    assertThat(left()).containsExactly("a");
  }

  @Test
  void aUseIsNoted() throws IOException {
    entry("a", 100, 10);
    new CacheFolder(folder).entry("a", half -> Files.createFile(half.resolve("never")));
    CacheSweep.sweep(folder, 0, LIMIT);
    assertThat(left()).containsExactly("a");
  }

  @Test
  void whatAKilledProcessLeftGoes() throws IOException {
    Files.createDirectories(folder.resolve("making-1"));
    Files.createFile(folder.resolve("loaded-1.so"));
    dated(folder.resolve("making-1"), 10);
    dated(folder.resolve("loaded-1.so"), 10);
    Files.createDirectories(folder.resolve("making-2"));
    CacheSweep.sweep(folder, 1000, LIMIT);
    assertThat(left()).containsExactly("making-2");
  }
}
