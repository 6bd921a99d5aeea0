package org.kcpfpga.verilated;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.kcpfpga.cache.Scratch;
import org.kcpfpga.verilated.build.BoardBuild;
import org.kcpfpga.verilated.build.VerilatedFailure;

/** A running simulated board, behind a pseudo-terminal. */
public final class PtyBoard implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  private final Process process;
  private final Path folder;
  private final Path link;

  private PtyBoard(Process process, Path folder, Path link) {
    this.process = process;
    this.folder = folder;
    this.link = link;
  }

  /**
   * Starts a program of {@link BoardBuild}.
   *
   * @param options such as {@code --seed 3 --lose 0.001}, see {@code sim/board/kcp_board.cpp}
   */
  public static PtyBoard start(Path program, List<String> options) {
    try {
      Path folder = Scratch.folder("kcp-board");
      Path link = folder.resolve("tty");
      List<String> words = new ArrayList<>(List.of(program.toAbsolutePath().toString()));
      words.addAll(List.of("--link", link.toString()));
      words.addAll(options);
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      PtyBoard board = new PtyBoard(process, folder, link);
      board.awaitPath();
      return board;
    } catch (IOException e) {
      throw new VerilatedFailure("the simulated board does not start: " + e.getMessage(), e);
    }
  }

  private void awaitPath() throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String first = output.readLine();
    if (first == null || !first.startsWith("/dev/")) {
      close();
      throw new VerilatedFailure("the simulated board does not start: " + first);
    }
  }

  /** The terminal's path; it stays the same when the board hangs up and opens another terminal. */
  public Path path() {
    return link;
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Ends the program and waits for it. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Scratch.delete(folder);
    } catch (IOException e) {
      throw new VerilatedFailure("the simulated board does not end: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
