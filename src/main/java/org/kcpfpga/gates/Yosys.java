package org.kcpfpga.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.tensor.UserError;
import org.kcpfpga.verilated.Command;

/** Runs Yosys. */
public final class Yosys {
  private static final String PROGRAM = "yosys";
  private static final int UNLIMITED = 24 * 60 * 60;

  private Yosys() {}

  /**
   * How a script ended.
   *
   * @param good whether no command of it failed
   * @param inTime whether it was not ended for taking too long
   * @param text what was printed
   */
  public record Result(boolean good, boolean inTime, String text) {
    /** The error that ended it, or nothing. */
    public String error() {
      return text.lines().filter(line -> line.contains("ERROR")).findFirst().orElse("");
    }
  }

  /** Runs commands in a folder; they must succeed. */
  static void run(Path folder, List<String> commands) {
    Result result = attempt(folder, commands, UNLIMITED);
    if (!result.good()) {
      throw new IllegalStateException("yosys in " + folder + ": " + result.error());
    }
  }

  /** Runs commands in a folder for at most so many seconds. */
  public static Result attempt(Path folder, List<String> commands, int seconds) {
    try {
      Path script = Files.createTempFile(folder, "script", ".ys");
      try {
        Files.write(script, commands);
        Command.Result result =
            Command.run(
                folder, List.of(PROGRAM, "-q", "-s", script.getFileName().toString()), seconds);
        return new Result(result.exitCode() == 0, result.inTime(), result.text());
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
