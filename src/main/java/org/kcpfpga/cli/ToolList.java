package org.kcpfpga.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kcpfpga.tensor.UserError;

/** Reads {@code sim/tools.txt}, the list of tools that launcher and doctor share. */
final class ToolList {
  private static final Map<String, String> SCOPES =
      Map.of("start", "all", "native", "simulation", "proof", "proofs", "test", "tests");

  /** The minimum of a program that does not tell its version. */
  static final String ANY = "0";

  private ToolList() {}

  /** One line of the list; {@code packages} are its names for apt, dnf and brew. */
  record Tool(String name, String minimum, String scope, List<String> packages, String option) {
    /** What to type to install it with the package manager of this machine. */
    String install() {
      if (Programs.find("apt-get") != null) {
        return "sudo apt-get install " + packages.get(0);
      }
      if (Programs.find("dnf") != null) {
        return "sudo dnf install " + packages.get(1);
      }
      if (Programs.find("brew") != null) {
        return "brew install " + packages.get(2);
      }
      return "install " + name + " " + minimum + " or newer";
    }
  }

  /** Returns the tools of the list in its order; the user error names a malformed line. */
  static List<Tool> read(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(ToolList::tool)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tool tool(String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length != 7 || !SCOPES.containsKey(words[2])) {
      throw UserError.at("sim/tools.txt", line, "7 words, the third start, native, proof or test");
    }
    List<String> packages = List.of(words[3], words[4], words[5]);
    return new Tool(words[0], words[1], SCOPES.get(words[2]), packages, words[6]);
  }
}
