package org.kcpfpga.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command in a process of its own; what it prints is in the files out and err of a folder. */
public final class KcpProcess {
  /** What a process printed, and its exit code. */
  public record Result(int code, String out, String err) {}

  private final Path folder;
  private final Process process;

  private KcpProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Begins.
   *
   * @param before what a shell does first, such as {@code "ulimit -f 8;"}
   */
  public static KcpProcess begin(Path folder, String before, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of("bash", "-c", before + " exec \"$@\"", "bash"));
    words.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "org.kcpfpga.cli.Kcp"));
    words.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    return new KcpProcess(folder, builder.start());
  }

  /** Itself, to be killed. */
  public Process process() {
    return process;
  }

  /** Waits for its end. */
  public Result end() throws IOException, InterruptedException {
    int code = process.waitFor();
    return new Result(code, text("out"), text("err"));
  }

  /** What it has printed until now: {@code "out"} or {@code "err"}. */
  public String text(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8).strip();
  }
}
