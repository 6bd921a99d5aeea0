package org.kcpfpga.cli.tool;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;

/** Looks whether the programs are there that a command will start, before it starts. */
public final class ToolNeeds {
  /** Set by the launcher, which knows how to install. */
  static final String LAUNCHER = "kcp.launcher";

  private ToolNeeds() {}

  /**
   * Returns once all of {@code names} are there, installed by the launcher where it may.
   *
   * @throws UserError that names those that are missing or too old, and what to type
   */
  public static void require(List<String> names) {
    List<ToolCheck> lacking = lacking(names);
    if (!lacking.isEmpty() && Boolean.getBoolean(LAUNCHER)) {
      install(lacking);
      lacking = lacking(names);
    }
    if (!lacking.isEmpty()) {
      throw new UserError(message(lacking));
    }
  }

  private static List<ToolCheck> lacking(List<String> names) {
    return names.isEmpty()
        ? List.of()
        : ToolList.standard().stream()
            .filter(tool -> names.contains(tool.name()))
            .toList()
            .parallelStream()
            .map(ToolList.Tool::check)
            .filter(check -> !check.ok())
            .toList();
  }

  /** One line: all that is lacking, then one command that brings it. */
  private static String message(List<ToolCheck> lacking) {
    for (ToolCheck check : lacking) {
      if (check.trouble() != null) {
        return check.trouble();
      }
    }
    String found =
        lacking.stream()
            .map(t -> t.name() + ": " + t.shown() + " (expected: >= " + t.needed() + ")")
            .collect(Collectors.joining(", "));
    List<String> names = lacking.stream().map(ToolCheck::name).toList();
    return found + "; type: " + ToolList.install(names);
  }

  private static void install(List<ToolCheck> lacking) {
    List<String> words = new ArrayList<>(List.of(Home.file("kcp").toString(), ".install"));
    lacking.forEach(check -> words.add(check.name()));
    try {
      new ProcessBuilder(words)
          .redirectInput(new File("/dev/null"))
          .redirectOutput(ProcessBuilder.Redirect.INHERIT)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw UserError.at("kcp .install", e.getMessage(), "the launcher, in " + Home.file(""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
