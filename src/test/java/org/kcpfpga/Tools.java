package org.kcpfpga;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

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
}
