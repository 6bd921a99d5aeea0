package org.kcpfpga.fpga;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.kcpfpga.common.Parallel;
import org.kcpfpga.common.UserError;
import org.kcpfpga.emit.BoardSocket;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Core;

/** From a core to a bitstream: generate, synthesise, pack, place and route, bitstream. */
public final class BitstreamBuild {
  private static final int AT_ONCE = 2;

  private final Board.Located board;
  private final Path folder;
  private final Consumer<String> progress;
  private final List<String> verilog = new ArrayList<>();
  private final PlaceAndRoute parts;

  private BitstreamBuild(Board.Located board, Path folder, Consumer<String> progress) {
    this.board = board;
    this.folder = folder;
    this.progress = progress;
    this.parts = new PlaceAndRoute(board.board(), folder);
  }

  /**
   * What is asked for.
   *
   * @param seeds placements are tried with the seeds 1 to this
   * @param clock MHz; if none, the fastest clock of the board that the best seed meets
   * @param folder where everything is written
   */
  public record Task(Core core, Board.Located board, int seeds, Double clock, Path folder) {}

  /**
   * Builds.
   *
   * @param progress called after every step, with its seconds
   * @throws BuildFailure if it fits but cannot be placed or routed
   */
  public static Bitstream of(Task task, Consumer<String> progress) {
    BitstreamBuild build = new BitstreamBuild(task.board(), task.folder(), progress);
    Board board = task.board().board();
    build.step("generate", () -> build.generate(task));
    String name = task.core().plan().design().name() + ".bin";
    if (task.clock() != null) {
      return build.at(board.clock(task.clock()), task.seeds(), name);
    }
    return fastest(board.clocks(), clock -> build.at(clock, task.seeds(), name));
  }

  /** Builds for the fastest clock, then for the fastest that was reached, until one is met. */
  static Bitstream fastest(List<BoardClock> clocks, Function<BoardClock, Bitstream> build) {
    Bitstream result = build.apply(clocks.get(0));
    while (result.misfits().isEmpty() && result.file().isEmpty()) {
      double most = Math.min(result.best().megahertz(), Math.nextDown(result.clock().megahertz()));
      Optional<BoardClock> slower =
          clocks.stream().filter(clock -> clock.megahertz() <= most).findFirst();
      if (slower.isEmpty()) {
        return result;
      }
      result = build.apply(slower.get());
    }
    return result;
  }

  private Void generate(Task task) throws IOException {
    EmittedDesign design = Emitter.emit(task.core());
    Emitter.write(design, folder);
    for (Path file : BoardSocket.write(task.core().plan(), design, folder)) {
      verilog.add(folder.relativize(file).toString());
    }
    for (String name : board.board().verilog()) {
      copy(name);
      verilog.add(name);
    }
    copy(board.board().constraints());
    return null;
  }

  private void copy(String name) throws IOException {
    Path from = board.folder().resolve(name);
    if (!Files.isRegularFile(from)) {
      throw UserError.at(from.toString(), "no such file", "a file of the board");
    }
    Files.copy(from, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private Bitstream at(BoardClock clock, int seeds, String name) {
    progress.accept("clock " + clock.text());
    SortedMap<String, Long> cells =
        step(
            "synthesise",
            () ->
                Synthesis.run(
                    folder, verilog, board.board().top(), clock.parameters(), synthesis()));
    List<Usage> usage = step("pack", parts::pack);
    if (!usage.stream().allMatch(Usage::fits)) {
      return new Bitstream(cells, usage, clock, List.of(), Optional.empty());
    }
    List<Callable<Routing>> tasks =
        IntStream.rangeClosed(1, seeds)
            .mapToObj(
                seed ->
                    (Callable<Routing>)
                        () -> step("place and route, seed " + seed, () -> routed(seed, clock)))
            .toList();
    List<Routing> routings = Parallel.run(AT_ONCE, tasks, done -> {});
    Bitstream built = new Bitstream(cells, usage, clock, routings, Optional.empty());
    if (built.best().megahertz() < clock.megahertz()) {
      return built;
    }
    Path file = step("bitstream", () -> parts.pack(built.best().seed(), name));
    return new Bitstream(cells, usage, clock, routings, Optional.of(file));
  }

  /** ABC9 needs as many cells as what Yosys does without it, and its clock is 6 % higher. */
  private String synthesis() {
    String device = board.board().device();
    String kind = device.startsWith("up") ? "u -dsp" : device.substring(0, 2);
    return "synth_ice40 -abc9 -device " + kind + " -json " + PlaceAndRoute.NETLIST;
  }

  private Routing routed(int seed, BoardClock clock) {
    return parts.route(seed, clock.megahertz());
  }

  /** Does a step and says how long it took. */
  private <T> T step(String name, Callable<T> work) {
    long begin = System.nanoTime();
    try {
      T result = work.call();
      double seconds = (System.nanoTime() - begin) / 1e9;
      progress.accept(String.format(Locale.ROOT, "%-26s %7.1f s", name, seconds));
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
