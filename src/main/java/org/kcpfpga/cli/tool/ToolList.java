package org.kcpfpga.cli.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;
import org.kcpfpga.verilated.build.Toolchain;

/** Reads {@code sim/tools.txt}, the list of tools that launcher and doctor share. */
public final class ToolList {
  private static final Map<String, String> SCOPES =
      Map.of("start", "all", "native", "simulation", "proof", "proofs", "test", "tests");

  /** The minimum of a program that does not tell its version. */
  static final String ANY = "0";

  private ToolList() {}

  /** One line of the list; {@code packages} are its names for apt, dnf and brew. */
  public record Tool(
      String name, String minimum, String scope, List<String> packages, String option) {
    /** What is there of it. */
    public ToolCheck check() {
      Path file = Programs.find(name);
      String trouble = trouble();
      String found = null;
      if (name.equals("java")) {
        found = jdk();
      } else if (file != null && trouble == null) {
        found = minimum.equals(ANY) ? "any" : Programs.version(name, option);
        found = found == null ? "unknown version" : found;
      }
      boolean ok =
          found != null
              && (minimum.equals(ANY)
                  || (Character.isDigit(found.charAt(0)) && Programs.atLeast(found, minimum)));
      String place = file == null ? null : file.toString();
      String type = install(List.of(name));
      return new ToolCheck(name, found, minimum, ok, scope, type, place, trouble);
    }

    /** The variable that leads Verilator astray, for it only says that a program is not found. */
    private String trouble() {
      if (name.equals("verilator")) {
        try {
          Toolchain.checkRoot(System.getenv());
        } catch (UserError wrong) {
          return wrong.getMessage();
        }
      }
      return null;
    }

    /** The version of the running Java, which the launcher chose; null if it has no compiler. */
    private static String jdk() {
      Path compiler = Path.of(System.getProperty("java.home"), "bin", "javac");
      return Files.isExecutable(compiler)
          ? Programs.firstVersion(System.getProperty("java.version"))
          : null;
    }
  }

  /** The tools that this toolkit calls. */
  public static List<Tool> standard() {
    return read(Home.file("sim/tools.txt"));
  }

  /** What to type to install tools with the package manager of this machine. */
  static String install(List<String> names) {
    if (Programs.find("apt-get") != null) {
      return "sudo apt-get install " + packages(names, 0);
    }
    if (Programs.find("dnf") != null) {
      return "sudo dnf install " + packages(names, 1);
    }
    if (Programs.find("brew") != null) {
      return "brew install " + packages(names, 2);
    }
    return "install " + packages(names, 0) + " with your package manager";
  }

  /** The packages of a manager; of several names for one package the last exists everywhere. */
  private static String packages(List<String> names, int manager) {
    return standard().stream()
        .filter(tool -> names.contains(tool.name()))
        .map(tool -> tool.packages().get(manager).replaceFirst(".*\\|", ""))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** Returns the tools of the list in its order; the user error names a malformed line. */
  public static List<Tool> read(Path file) {
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
