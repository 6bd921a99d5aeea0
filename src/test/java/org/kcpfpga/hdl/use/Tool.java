package org.kcpfpga.hdl.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a simulator or synthesis tool; a missing one is a skip on a laptop and a failure in CI. */
final class Tool {
  private Tool() {}

  /** Runs {@code command} in {@code folder}, requires exit code 0 and returns what it printed. */
  static String run(Path folder, List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "tool", ".log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      return missing(command.get(0), e);
    }
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String output = Files.readString(log);
    assertThat(ended && process.exitValue() == 0).as("%s%n%s", command, output).isTrue();
    return output;
  }

  static void write(Path folder, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static String missing(String tool, IOException cause) {
    if (System.getenv("CI") != null) {
      return fail(tool + " is not installed", cause);
    }
    return abort(tool + " is not installed");
  }
}
