package org.kcpfpga.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kcpfpga.common.UserError;

/**
 * A file that only this process makes, until it is closed. Beside the file lies a hidden one with a
 * lock, which is deleted at the end; what a killed process leaves of it holds nobody up.
 */
public final class FileClaim implements AutoCloseable {
  private static final Map<Path, FileClaim> ALL = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;

  private FileClaim(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Claims a file that can be written.
   *
   * @return empty if another process has it, or this one already
   */
  public static synchronized Optional<FileClaim> of(Path output) {
    Path whole = output.toAbsolutePath().normalize();
    Path file = whole.resolveSibling("." + whole.getFileName() + ".kcp.lock");
    // to close a second channel would give the lock of the first one back
    FileClaim claim = ALL.containsKey(file) ? null : locked(file);
    if (claim != null) {
      ALL.put(file, claim);
    }
    return Optional.ofNullable(claim);
  }

  private static FileClaim locked(Path file) {
    try {
      while (true) {
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        String found = identity(file);
        FileLock lock = locked(channel);
        if (lock != null && found.equals(identity(file))) {
          return new FileClaim(file, channel);
        }
        channel.close();
        if (lock == null) {
          return null;
        }
        // whoever had it has just deleted the file, and the lock is that of no file
      }
    } catch (FileSystemException e) {
      throw UserError.of(file, "cannot be written", e);
    } catch (IOException unknown) {
      // some file systems of clusters have no locks
      return new FileClaim(file, null);
    }
  }

  private static FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Of the file that has this name now: without opening it, which would end in a close. */
  private static String identity(Path file) throws IOException {
    try {
      return "is " + Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return "gone";
    }
  }

  /** Gives back whatever this process has claimed, as it ends. */
  public static void closeAll() {
    ALL.values().forEach(FileClaim::close);
  }

  @Override
  public void close() {
    try {
      // before the lock is given back: after that it may be another's
      Files.deleteIfExists(file);
      if (channel != null) {
        channel.close();
      }
    } catch (IOException left) {
      // a file that says nothing without its lock
    }
    ALL.remove(file);
  }
}
