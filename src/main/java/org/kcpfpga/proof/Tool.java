package org.kcpfpga.proof;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs tools in a folder, with a limit of time; what they write stays there in a file. */
final class Tool {
  private final Path folder;
  private final int limit;

  /** {@code limit}: seconds. */
  Tool(Path folder, int limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /** How a tool ended, if it did in time, and what it wrote, both streams together. */
  record Result(boolean ended, int exitCode, String text) {
    /** The first line that has this word, or the last line. */
    String line(String word) {
      return text.lines()
          .filter(line -> line.contains(word))
          .findFirst()
          .orElse(text.lines().reduce((first, last) -> last).orElse("no output"));
    }
  }

  Result run(String log, List<String> words) throws IOException {
    Path file = folder.resolve(log);
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(file.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    boolean ended = false;
    try {
      ended = process.waitFor(limit, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a proof was running", e);
    } finally {
      if (!ended) {
        end(process);
      }
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return new Result(ended, ended ? process.exitValue() : -1, text);
  }

  /** The solver is a child of the tool. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
