package org.kcpfpga.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Folders that are made once and then only read, by any number of threads and processes.
 *
 * <p>An entry is made under another name and moved into place with its list of files and sizes; an
 * entry without the list, or that does not agree with it, is made again. Whoever makes an entry
 * also sees to it that old ones go, see {@link CacheSweep}.
 */
public final class CacheFolder {
  static final String LIST = "complete.txt";
  static final String HALF = "making-";

  // A file lock holds between processes only: within this one, threads need a lock of their own.
  private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

  private final Path folder;

  /** The entries in {@code folder}, which is made when the first of them is. */
  public CacheFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Fills the folder it is given. */
  public interface Maker {
    /** Makes the files of an entry, which are later found in another place. */
    void make(Path folder) throws IOException;
  }

  /** Where the entry {@code key} is, once it is there. */
  public Path place(String key) {
    return folder.resolve(key);
  }

  /**
   * The entry {@code key}, made by {@code maker} unless it is there and whole.
   *
   * @throws org.kcpfpga.common.UserError if the folder cannot be written
   */
  public Path entry(String key, Maker maker) {
    Path done = place(key);
    try {
      if (!whole(done)) {
        makeLocked(key, done, maker);
      }
      markUsed(done.resolve(LIST));
      return done;
    } catch (IOException e) {
      throw CacheHome.unwritable(folder, e);
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
    CacheSweep.now(folder);
    Path half = Scratch.folder(folder, HALF);
    try {
      maker.make(half);
      Files.write(half.resolve(LIST), listing(half));
      Scratch.delete(done);
      Files.move(half, done, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Scratch.delete(half);
    }
  }

  /** Its date says when an entry was last used; one that others own keeps theirs. */
  private static void markUsed(Path list) {
    try {
      Files.setLastModifiedTime(list, FileTime.from(Instant.now()));
    } catch (IOException readOnly) {
      // an entry in a cache that only others may write is never swept by us either
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
}
