package org.kcpfpga.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kcpfpga.cache.Scratch;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;

/**
 * The folder of some parts: a script that does any one of them, and what they came to. Everything a
 * part leaves is written under another name first, so that it is there as a whole or not at all,
 * also where two starts of the same part overlap because a node was only thought lost.
 */
public final class PartFolder {
  private static final String SCRIPT = "parts.sh";
  private static final String OUTPUT = ".out";
  private static final String CODE = ".code";
  private static final String LOG = ".log";

  /** Parts are done by their number; ended says so whatever the code of the command is. */
  private static final String HEAD =
      """
      #!/bin/sh
      # parts.sh NUMBER: does one part; NAME.out is what it printed, NAME.code how it ended.
      part() {
        name=$1
        own=$name.$(uname -n).$$
        shift
        "$@" >"$own.out" 2>"$own.log" </dev/null
        code=$?
        mv -f "$own.log" "$name.log" && mv -f "$own.out" "$name.out" &&
          echo $code >"$own.code" && mv -f "$own.code" "$name.code"
      }
      case $1 in
      """;

  private final Path folder;
  private final List<Part> parts;

  /**
   * Begins anew in {@code folder}: what is there of an earlier work is deleted.
   *
   * @throws UserError if it cannot be written
   */
  public PartFolder(Path folder, List<Part> parts) {
    this.folder = folder.toAbsolutePath();
    this.parts = List.copyOf(parts);
    Set<String> names = new HashSet<>();
    parts.forEach(part -> requireNew(names, part));
    try {
      Scratch.delete(this.folder);
      Files.createDirectories(this.folder);
    } catch (IOException e) {
      throw UserError.of(this.folder, "cannot be made", e);
    }
    String script = script(parts);
    AtomicFile.write(script(), out -> out.write(script.getBytes(StandardCharsets.UTF_8)));
  }

  private static void requireNew(Set<String> names, Part part) {
    if (!names.add(part.name())) {
      throw new IllegalArgumentException(part.name() + ": two parts of this name");
    }
  }

  private static String script(List<Part> parts) {
    StringBuilder script = new StringBuilder(HEAD);
    for (int number = 0; number < parts.size(); number++) {
      Part part = parts.get(number);
      String words = part.words().stream().map(PartFolder::quoted).collect(Collectors.joining(" "));
      script.append(number + ") part " + part.name() + " " + words + " ;;\n");
    }
    return script.append("esac\n").toString();
  }

  /** A word as a shell takes it for one, whatever is in it. */
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** Where it is, from the root. */
  public Path folder() {
    return folder;
  }

  /** The script; to be started in the folder, with the number of a part. */
  Path script() {
    return folder.resolve(SCRIPT);
  }

  /** The parts, by their number from 0. */
  public List<Part> parts() {
    return parts;
  }

  /** How the command of a part ended: its exit code, or null while there is none. */
  Integer code(Part part) {
    try {
      return Integer.valueOf(Files.readString(file(part, CODE)).strip());
    } catch (NoSuchFileException notYet) {
      return null;
    } catch (IOException e) {
      throw UserError.of(file(part, CODE), "cannot be read", e);
    }
  }

  /** Makes a part one that has not ended. */
  void forget(Part part) {
    try {
      Files.deleteIfExists(file(part, CODE));
    } catch (IOException e) {
      throw UserError.of(file(part, CODE), "cannot be deleted", e);
    }
  }

  /** What a part printed that has ended. */
  public String result(Part part) {
    try {
      return Files.readString(file(part, OUTPUT));
    } catch (IOException e) {
      throw UserError.of(file(part, OUTPUT), "cannot be read", e);
    }
  }

  /** The last line that a part said of itself, or null if it said nothing. */
  String said(Part part) {
    try {
      List<String> lines = Files.readAllLines(file(part, LOG), StandardCharsets.ISO_8859_1);
      return lines.isEmpty() ? null : lines.get(lines.size() - 1).replaceFirst("^kcp: ", "");
    } catch (IOException none) {
      return null;
    }
  }

  private Path file(Part part, String ending) {
    return folder.resolve(part.name() + ending);
  }

  /** Deletes the folder; a file that is still open on another machine may stay. */
  public void delete() {
    try {
      Scratch.delete(folder);
    } catch (IOException stays) {
      // the next work in this folder begins by deleting it
    }
  }
}
