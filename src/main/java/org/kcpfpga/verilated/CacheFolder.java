package org.kcpfpga.verilated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Folders that are made once and then only read, by any number of threads and processes.
 *
 * <p>An entry is made under another name and moved into place with its list of files and sizes; an
 * entry without the list, or that does not agree with it, is made again.
 */
final class CacheFolder {
  private static final String LIST = "complete.txt";

  // A file lock holds between processes only: within this one, threads need a lock of their own.
  private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

  private final Path folder;

  CacheFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Fills the folder it is given. */
  interface Maker {
    void make(Path folder) throws IOException;
  }

  /** Where the entry {@code key} is, once it is there. */
  Path place(String key) {
    return folder.resolve(key);
  }

  /** The entry {@code key}, made by {@code maker} unless it is there and whole. */
  Path entry(String key, Maker maker) {
    Path done = place(key);
    try {
      if (!whole(done)) {
        makeLocked(key, done, maker);
      }
      return done;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeLocked(String key, Path done, Maker maker) throws IOException {
    Path lockFile = Files.createDirectories(folder.resolve("locks")).resolve(key + ".lock");
    synchronized (LOCKS.computeIfAbsent(lockFile, k -> new Object())) {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !whole(done)) {
          make(done, maker);
        }
      }
    }
  }

  private void make(Path done, Maker maker) throws IOException {
    Path half = Files.createTempDirectory(folder, "making-");
    try {
      maker.make(half);
      Files.write(half.resolve(LIST), listing(half));
      delete(done);
      Files.move(half, done, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(half);
    }
  }

  private static boolean whole(Path entry) throws IOException {
    Path list = entry.resolve(LIST);
    return Files.isRegularFile(list) && Files.readAllLines(list).equals(listing(entry));
  }

  private static List<String> listing(Path entry) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(entry)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.equals(entry.resolve(LIST))) {
          lines.add(Files.size(file) + " " + entry.relativize(file));
        }
      }
    }
    return lines;
  }

  static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
