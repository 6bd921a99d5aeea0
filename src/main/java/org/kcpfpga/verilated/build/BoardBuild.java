package org.kcpfpga.verilated.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.cache.CacheKey;
import org.kcpfpga.cache.Scratch;

/**
 * Makes the program that simulates a board behind a pseudo-terminal, of {@code sim/board}. Kept in
 * the cache of the libraries, by the hash of everything it is made from.
 */
public final class BoardBuild {
  private static final String PROGRAM = "kcp_board";
  private static final String TOP = "kcp_board";

  private final List<Path> files;
  private final Path images;
  private final int clocksPerBit;
  private final Path harness;
  private final Toolchain tools = Toolchain.standard();

  private BoardBuild(List<Path> files, Path images, int clocksPerBit) {
    this.files = files;
    this.images = images;
    this.clocksPerBit = clocksPerBit;
    this.harness =
        Path.of(System.getProperty("kcp.home", ""))
            .resolve("sim/board")
            .toAbsolutePath()
            .normalize();
  }

  /**
   * The program, built if need be.
   *
   * @param files all Verilog files of the board, {@code kcp_board} and below
   * @param images folder of the core's memory images
   * @param clocksPerBit clocks of a bit on the UART's pins, at least 8
   */
  public static Path program(List<Path> files, Path images, int clocksPerBit) {
    return new BoardBuild(files, images, clocksPerBit).program(VerilatedCache.standard());
  }

  private Path program(VerilatedCache cache) {
    try {
      String key = "board-" + key(cache.place(""));
      return cache.entry(key, half -> make(half, cache.place(key))).resolve(PROGRAM);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String key(Path cachePlace) throws IOException {
    return new CacheKey()
        .texts(List.of(tools.version(), cachePlace.toString()))
        .texts(flags(Path.of("")))
        .files(CacheKey.filesIn(harness))
        .files(files)
        .files(CacheKey.filesIn(images))
        .hex();
  }

  private List<String> flags(Path imagesPlace) {
    List<String> flags = new ArrayList<>(VerilatedOptions.FAST.verilatorFlags());
    flags.addAll(List.of("--cc", "--exe", "--build", "-j", "2", "--prefix", "Vkcp"));
    flags.addAll(List.of("--top-module", TOP, "-GCLOCKS_PER_BIT=" + clocksPerBit));
    flags.add("-DKCP_POISON");
    flags.add("-DKCP_IMAGE_DIR=\"" + imagesPlace + "/\"");
    String define = "-DKCP_CLOCKS_PER_BIT=" + clocksPerBit;
    flags.addAll(List.of("-CFLAGS", "-std=gnu++17 " + define));
    // what runs once, at the start, stays as it is
    flags.addAll(List.of("-MAKEFLAGS", "OPT_FAST=-O2"));
    flags.addAll(List.of("-o", PROGRAM));
    return flags;
  }

  private void make(Path folder, Path place) throws IOException {
    VerilatedBuild.copyImages(images, folder);
    // not below this folder: Verilator's makefile refuses a path with a space in it
    Path work = Scratch.folder("kcp-board-build");
    List<Path> copied = new ArrayList<>(files);
    copied.addAll(CacheKey.filesIn(harness));
    VerilatedBuild.copy(copied, work);
    List<String> words = new ArrayList<>(List.of(tools.verilator(), "-Mdir", "."));
    words.addAll(flags(place.resolve(VerilatedBuild.IMAGES)));
    files.forEach(file -> words.add(file.getFileName().toString()));
    words.add(PROGRAM + ".cpp");
    try {
      Compiler.await("building the board", List.of(Command.start(work, words)));
      Files.move(work.resolve(PROGRAM), folder.resolve(PROGRAM));
    } finally {
      Scratch.delete(work);
    }
  }
}
