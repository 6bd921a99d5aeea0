package org.kcpfpga.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.cache.Scratch;
import org.kcpfpga.common.UserError;
import org.kcpfpga.verilated.build.Command;

/** Runs Yosys. */
public final class Yosys {
  private static final String PROGRAM = "yosys";

  private Yosys() {}

  /**
   * How a script ended.
   *
   * @param good whether no command of it failed
   * @param text what was printed
   */
  public record Result(boolean good, String text) {
    /** The error that ended it, or its last line. */
    public String error() {
      String last = text.lines().reduce("no output", (first, second) -> second);
      return text.lines().filter(line -> line.contains("ERROR")).findFirst().orElse(last);
    }
  }

  /** Runs commands in a folder; they must succeed. */
  static void run(Path folder, List<String> commands) {
    Result result = attempt(folder, commands);
    if (!result.good()) {
      throw new IllegalStateException("yosys in " + folder + ": " + result.error());
    }
  }

  /** Runs commands in a folder. */
  public static Result attempt(Path folder, List<String> commands) {
    return attempt(folder, commands, List.of());
  }

  /**
   * Runs commands in a folder, for at most so many seconds of processor time, however long that
   * takes beside other work: Yosys's own solver has no other limit.
   */
  static Result attempt(Path folder, List<String> commands, int processorSeconds) {
    String limited = "ulimit -t " + processorSeconds + "; exec \"$@\"";
    return attempt(folder, commands, List.of("sh", "-c", limited, "sh"));
  }

  private static Result attempt(Path folder, List<String> commands, List<String> before) {
    try {
      Path script = Scratch.file(folder, "script", ".ys");
      try {
        Files.write(script, commands);
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(PROGRAM, "-q", "-s", script.getFileName().toString()));
        Command.Result result = Command.run(folder, words);
        return new Result(result.exitCode() == 0, result.text());
      } catch (IOException e) {
        throw UserError.at(PROGRAM, "cannot be started", "installed, as ./kcp doctor says");
      } finally {
        Scratch.delete(script);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
