package org.kcpfpga.common;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Writes files that are either complete or not there: first a neighbour, then a move. */
public final class AtomicFile {
  /** Neighbours that are being written. */
  private static final Set<Path> PARTS = ConcurrentHashMap.newKeySet();

  private AtomicFile() {}

  /** Writes the content of a file. */
  public interface Body {
    /** Writes everything to {@code out}, which the caller closes. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces {@code path} by what {@code body} writes. A device such as {@code /dev/null} is
   * written in place.
   *
   * @throws UserError if it is a directory, its directory is missing, or the writing fails; the old
   *     file is then untouched
   */
  public static void write(Path path, Body body) {
    require(path);
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        stream(path, body, StandardOpenOption.WRITE);
      } else {
        moveIntoPlace(path.toAbsolutePath().getParent(), path, body);
      }
    } catch (IOException e) {
      throw UserError.of(path, "cannot be written", e);
    }
  }

  /**
   * Refuses a path that {@link #write} could not replace, before time is spent on what to write.
   *
   * @throws UserError if it is empty, a directory, or in none that exists and can be written, or no
   *     file can have this name
   */
  public static void require(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (path.toString().isEmpty()) {
      throw UserError.at("output", "an empty name", "a file to write");
    }
    if (parent == null || Files.isDirectory(path)) {
      throw UserError.at(path.toString(), "a directory", "a file to write");
    }
    if (!Files.isDirectory(parent)) {
      throw UserError.at(path.toString(), "no directory " + parent, "an existing directory");
    }
    requireWritable(path, parent);
  }

  private static void requireWritable(Path path, Path parent) {
    boolean replaced;
    try {
      replaced = Files.readAttributes(path, BasicFileAttributes.class).isRegularFile();
    } catch (NoSuchFileException e) {
      replaced = true;
    } catch (IOException e) {
      throw UserError.of(path, "cannot be written", e);
    }
    if (!Files.isWritable(replaced ? parent : path)) {
      String place = replaced ? "no right to write in " + parent : "no right to write it";
      throw UserError.at(path.toString(), place, "a file to write");
    }
  }

  /** Deletes what is half-written, as the process ends; whoever still writes it then fails. */
  public static void deleteParts() {
    for (Path part : PARTS) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException gone) {
        // its folder was closed or taken away meanwhile
      }
    }
  }

  private static void moveIntoPlace(Path parent, Path path, Body body) throws IOException {
    // not made from the name, which may be as long as a name can be
    Path part = parent.resolve(".kcp-" + UUID.randomUUID() + ".part");
    PARTS.add(part);
    try {
      stream(part, body, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      PARTS.remove(part);
      Files.deleteIfExists(part);
    }
  }

  private static void stream(Path path, Body body, StandardOpenOption... options)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path, options))) {
      body.writeTo(out);
    }
  }
}
