package org.kcpfpga.emit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.TextFile;
import org.kcpfpga.common.UserError;

/** The files that {@link OutputFolder} has written, with checksums: a file as of sha256sum. */
final class GeneratedList {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([\\w][\\w.-]*)");

  private final Path list;

  /** Lines of the list that is there. */
  private final Set<String> earlier = new TreeSet<>();

  GeneratedList(Path list) {
    this.list = list;
  }

  /**
   * Reads the list of an earlier run, if there is one.
   *
   * @throws UserError if it is no such list
   */
  void read() {
    if (!Files.exists(list)) {
      return;
    }
    for (String line : TextFile.read(list, "a list that generate wrote").lines().toList()) {
      if (!LINE.matcher(line).matches()) {
        throw UserError.at(list.toString(), line, "a list that generate wrote");
      }
      earlier.add(line);
    }
  }

  /** The names of all files of an earlier run. */
  Set<String> names() {
    return earlier.stream().map(GeneratedList::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches() ? matcher.group(2) : "";
  }

  /** Whether an earlier run wrote a file with these bytes. */
  boolean has(String name, byte[] bytes) {
    return earlier.contains(line(name, bytes));
  }

  /** Writes the list of these files and of those of the earlier run. */
  void writeBoth(Map<String, byte[]> files) {
    Set<String> both = lines(files);
    both.addAll(earlier);
    write(both);
  }

  /** Writes the list of these files. */
  void write(Map<String, byte[]> files) {
    write(lines(files));
  }

  private void write(Set<String> lines) {
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(list, out -> out.write(text));
  }

  private static Set<String> lines(Map<String, byte[]> files) {
    Set<String> lines = new TreeSet<>();
    files.forEach((name, bytes) -> lines.add(line(name, bytes)));
    return lines;
  }

  private static String line(String name, byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest) + "  " + name;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
