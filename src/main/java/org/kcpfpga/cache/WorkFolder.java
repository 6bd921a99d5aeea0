package org.kcpfpga.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kcpfpga.common.UserError;

/**
 * Folders in which a command works and leaves what helps to understand its result. The next run of
 * the same work uses the folder again; a run at the same time takes one with a number.
 */
public final class WorkFolder {
  // Held until the process ends: the locks are never given back before.
  private static final Map<Path, FileLock> HELD = new ConcurrentHashMap<>();

  private WorkFolder() {}

  /** A folder for {@code name} of {@code kind} that no other process uses as long as this lives. */
  public static Path claim(String kind, String name) {
    return claim(CacheHome.folder(kind), name);
  }

  static synchronized Path claim(Path parent, String name) {
    try {
      for (int i = 1; ; i++) {
        String numbered = i == 1 ? name : name + "-" + i;
        Path folder = parent.resolve(numbered);
        if (HELD.containsKey(folder) || lock(parent, numbered, folder)) {
          return Files.createDirectories(folder);
        }
      }
    } catch (IOException e) {
      throw CacheHome.unwritable(parent, e);
    }
  }

  /**
   * Keeps a folder that the user named, and that is there, for this process until it ends.
   *
   * @return false if another process has it
   */
  public static synchronized boolean keep(Path folder) {
    try {
      Path whole = folder.toRealPath();
      return HELD.containsKey(whole) || lock(whole, "kcp", whole);
    } catch (FileSystemException e) {
      throw UserError.of(folder, "cannot be written", e);
    } catch (IOException unknown) {
      // some file systems of clusters have no locks
      return true;
    }
  }

  private static boolean lock(Path parent, String name, Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            parent.resolve("." + name + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        HELD.put(folder, lock);
        return true;
      }
    } catch (OverlappingFileLockException held) {
      // by another class loader of this process
    }
    channel.close();
    return false;
  }
}
