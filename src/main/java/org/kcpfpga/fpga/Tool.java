package org.kcpfpga.fpga;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.verilated.build.Command;

/** Runs one tool in a folder and keeps what it prints in a log there. */
final class Tool {
  private Tool() {}

  /**
   * How a tool ended.
   *
   * @param code 0 if it succeeded
   * @param text what it printed
   */
  record Result(int code, String text) {
    boolean good() {
      return code == 0;
    }

    /** Its first error, or its last line, or its exit code. */
    String error() {
      String last =
          text.lines().filter(line -> !line.isBlank()).reduce("exit code " + code, (a, b) -> b);
      return text.lines().filter(line -> line.startsWith("ERROR")).findFirst().orElse(last);
    }
  }

  static Result attempt(Path folder, String log, String program, String... options) {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(Arrays.asList(options));
    Command.Result result;
    try {
      result = Command.run(folder, words);
    } catch (IOException e) {
      throw UserError.at(program, "cannot be started", "installed, as ./kcp doctor says");
    }
    try {
      Files.writeString(folder.resolve(log), result.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Result(result.exitCode(), result.text());
  }

  /** As {@link #attempt}, of what must not fail. */
  static String run(Path folder, String log, String program, String... options) {
    Result result = attempt(folder, log, program, options);
    if (!result.good()) {
      throw new BuildFailure(program + ": " + result.error() + "; see " + folder.resolve(log));
    }
    return result.text();
  }
}
