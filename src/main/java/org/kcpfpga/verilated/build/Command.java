package org.kcpfpga.verilated.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.cache.Scratch;

/** A tool that runs as a child process; what it writes goes to a file and is read at the end. */
public final class Command {
  private final Process process;
  private final Path log;

  private Command(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** How it ended and what it wrote, both streams together. */
  public record Result(int exitCode, String text) {}

  /** Starts {@code words} in {@code folder}, which also takes the log. */
  static Command start(Path folder, List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("LC_ALL", "C");
    return start(folder, builder);
  }

  private static Command start(Path folder, ProcessBuilder builder) throws IOException {
    Path log = Scratch.file(folder, "log", ".txt");
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    try {
      return new Command(builder.start(), log);
    } catch (IOException e) {
      Scratch.delete(log);
      throw e;
    }
  }

  /** Starts and waits. What it prints is in the language of programs, its locale C. */
  public static Result run(Path folder, List<String> words) throws IOException {
    return start(folder, words).await();
  }

  /** As above in the locale of this process: for a child that reads the names of files as we do. */
  public static Result runInOwnLocale(Path folder, List<String> words) throws IOException {
    return start(folder, new ProcessBuilder(words)).await();
  }

  /** Ends it and the tools that it has started; waits for its own end. */
  private void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Waits for the end; an interrupt ends the tool too. */
  Result await() throws IOException {
    try {
      int code = process.waitFor();
      return new Result(code, Files.readString(log, StandardCharsets.ISO_8859_1));
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
      throw new VerilatedFailure("interrupted while a tool was running", e);
    } finally {
      Scratch.delete(log);
    }
  }
}
