package org.kcpfpga.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps a cache bounded: above a size the entries go that were not used for the longest time, and
 * what a killed process left half made. Nothing goes that was used within a day, for a process that
 * reads an entry does not say when it ends.
 */
final class CacheSweep {
  private static final long MOST_BYTES = 4L << 30;
  private static final Duration IN_USE = Duration.ofDays(1);
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final String MARK = ".swept";

  private CacheSweep() {}

  /** An entry with its bytes and when it was last used. */
  private record Entry(Path path, long bytes, Instant used) {}

  /** Looks at all entries of {@code folder}, at most once an hour. */
  static void now(Path folder) throws IOException {
    Path mark = folder.resolve(MARK);
    Instant now = Instant.now();
    if (Files.exists(mark) && used(mark).isAfter(now.minus(PAUSE))) {
      return;
    }
    Files.writeString(mark, "");
    Files.setLastModifiedTime(mark, FileTime.from(now));
    sweep(folder, MOST_BYTES, now.minus(IN_USE));
  }

  /** Deletes entries last used before {@code limit}, oldest first, until {@code most} bytes fit. */
  static void sweep(Path folder, long most, Instant limit) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path path : listed(folder)) {
      if (Files.isRegularFile(path.resolve(CacheFolder.LIST))) {
        entries.add(entry(path));
      } else if (leftBehind(path) && used(path).isBefore(limit)) {
        remove(path);
      }
    }
    entries.sort(Comparator.comparing(Entry::used));
    long bytes = entries.stream().mapToLong(Entry::bytes).sum();
    for (Entry entry : entries) {
      if (bytes > most && entry.used().isBefore(limit)) {
        remove(entry.path());
        bytes -= entry.bytes();
      }
    }
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.toList();
    }
  }

  /** Copies that were being loaded and entries that were being made. */
  private static boolean leftBehind(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(CacheFolder.HALF) || name.startsWith("loaded-");
  }

  private static Entry entry(Path path) throws IOException {
    Path list = path.resolve(CacheFolder.LIST);
    long bytes = 0;
    for (String line : Files.readAllLines(list)) {
      bytes += Long.parseLong(line.substring(0, line.indexOf(' ')));
    }
    return new Entry(path, bytes, used(list));
  }

  private static Instant used(Path path) throws IOException {
    return Files.getLastModifiedTime(path).toInstant();
  }

  /** Another process may sweep at the same time, and what is not ours may stay. */
  private static void remove(Path path) {
    try {
      // first the list: an entry without it is made again by whoever wants it
      if (Files.isDirectory(path)) {
        Files.deleteIfExists(path.resolve(CacheFolder.LIST));
      }
      Scratch.delete(path);
    } catch (IOException stays) {
      // looked at again in an hour
    }
  }
}
