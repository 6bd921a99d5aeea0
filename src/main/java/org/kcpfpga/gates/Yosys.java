package org.kcpfpga.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.tensor.UserError;
import org.kcpfpga.verilated.Command;

/** Runs Yosys. */
final class Yosys {
  private static final String PROGRAM = "yosys";
  private static final int UNLIMITED = 24 * 60 * 60;

  private Yosys() {}

  /**
   * How a script ended.
   *
   * @param good whether no command of it failed
   * @param text what was printed
   */
  record Result(boolean good, String text) {}

  /** Runs commands in a folder; they must succeed. */
  static void run(Path folder, List<String> commands) {
    Result result = attempt(folder, commands, UNLIMITED);
    if (!result.good()) {
      String error =
          result.text().lines().filter(l -> l.startsWith("ERROR")).findFirst().orElse("");
      throw new IllegalStateException("yosys in " + folder + ": " + error);
    }
  }

  /** Runs commands in a folder for at most so many seconds. */
  static Result attempt(Path folder, List<String> commands, int seconds) {
    try {
      Path script = Files.createTempFile(folder, "script", ".ys");
      try {
        Files.write(script, commands);
        Command.Result result =
            Command.run(
                folder, List.of(PROGRAM, "-q", "-s", script.getFileName().toString()), seconds);
        return new Result(result.exitCode() == 0, result.text());
      } catch (IOException e) {
        throw UserError.at(PROGRAM, "cannot be started", "installed, as ./kcp doctor says");
      } finally {
        Files.deleteIfExists(script);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
