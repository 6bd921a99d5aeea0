package org.kcpfpga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.kcpfpga.verilated.build.Command;

/** Programs that tests need. */
public final class Tools {
  private Tools() {}

  /** Without {@code program} on the PATH: a visible skip on a laptop, a failure if CI=true. */
  public static void require(String program) {
    if (onPath(program)) {
      return;
    }
    String message = program + ": missing (expected: on the PATH; ./kcp doctor says how)";
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    abort(message);
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Runs a tool, or a program by its path, in a folder; returns what it printed if it succeeds. */
  public static String run(Path folder, List<String> command) throws IOException {
    if (!command.get(0).contains("/")) {
      require(command.get(0));
    }
    Command.Result result = Command.run(folder, command);
    assertThat(result.exitCode()).as("%s%n%s", command, result.text()).isZero();
    return result.text();
  }
}
