package org.kcpfpga.cli.tool;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.common.UserError;

/** Starts the tests of the toolkit itself. */
public final class Tests {
  private static final List<String> COMMAND = List.of("mvn", "-B", "-P", "coverage", "test");

  private Tests() {}

  /** Runs all tests with JaCoCo; a {@link UserError} if one of them fails. */
  public static void withCoverage(Path home) {
    Path log = WorkFolder.claim("coverage", "report").resolve("tests.log");
    try {
      Process process =
          new ProcessBuilder(COMMAND)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(log.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw UserError.at(String.join(" ", COMMAND), "failed", "all tests pass; see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
