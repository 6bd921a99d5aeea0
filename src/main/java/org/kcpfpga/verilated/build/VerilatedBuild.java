package org.kcpfpga.verilated.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.kcpfpga.cache.CacheKey;
import org.kcpfpga.cache.Scratch;

/**
 * Makes one library: Verilog to C++ (Verilator, some 0.05 s), C++ to a shared library.
 *
 * <p>The compiler is called directly: one unit for small designs, two at a time for large ones.
 * That spares a make and the reading of the same headers for every generated file.
 */
final class VerilatedBuild {
  static final String LIBRARY = "kcp.so";
  static final String IMAGES = "images";

  private static final String PREFIX = "Vkcp";
  // Generated C++ above this size (bytes) is compiled as two units in parallel.
  private static final long LARGE = 150_000;

  private final VerilatedSource source;
  private final Toolchain tools;
  private final Path harness;
  private final Compiler compiler;

  VerilatedBuild(VerilatedSource source, Toolchain tools, Path harness) {
    this.source = source;
    this.tools = tools;
    this.harness = harness;
    this.compiler = new Compiler(tools, harness, source.options().compilerFlags());
  }

  /**
   * The hash of all inputs.
   *
   * @param cachePlace where the cache is: memory images are read from there at run time, so that a
   *     cache that was moved is not used
   */
  String key(Path cachePlace) throws IOException {
    CacheKey key =
        new CacheKey()
            .texts(List.of(tools.version(), source.top(), PinHeader.of(source.ports())))
            .texts(source.options().verilatorFlags())
            .texts(compiler.key())
            .files(harnessFiles())
            .files(source.files());
    if (source.images().isPresent()) {
      List<Path> images = CacheKey.filesIn(source.images().get());
      key.texts(List.of(IMAGES, cachePlace.toString())).files(images);
    }
    return key.hex();
  }

  private List<Path> harnessFiles() throws IOException {
    return CacheKey.filesIn(harness).stream()
        .filter(file -> file.toString().matches(".*\\.(h|cpp)"))
        .toList();
  }

  /**
   * Makes the library.
   *
   * @param folder to be filled with the library and the memory images
   * @param place where the folder will be moved to
   */
  void make(Path folder, Path place, RuntimeObjects runtime) throws IOException {
    Path work = Files.createDirectory(folder.resolve("work"));
    if (source.images().isPresent()) {
      copyImages(source.images().get(), folder);
    }
    verilate(work, place.resolve(IMAGES));
    List<Path> objects = new ArrayList<>(runtime.objects());
    objects.addAll(compile(work, runtime));
    compiler.link(work, objects, folder.resolve(LIBRARY));
    Scratch.delete(work);
  }

  /** Copies the files of {@code images} to where the library in {@code folder} reads them. */
  static void copyImages(Path images, Path folder) throws IOException {
    List<Path> files = CacheKey.filesIn(images);
    for (Path image : files) {
      checkEnd(image);
    }
    copy(files, folder.resolve(IMAGES));
  }

  // Verilator 5.006 drops a last word that no newline follows, without a word about it.
  private static void checkEnd(Path image) throws IOException {
    byte[] bytes = Files.readAllBytes(image);
    if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
      throw new VerilatedFailure(
          "memory image " + image.getFileName() + ": no newline at its end (expected: one)");
    }
  }

  /** Copies files into a folder: tools that are given names alone work below any path. */
  static void copy(List<Path> files, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path file : files) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
  }

  private void verilate(Path work, Path images) throws IOException {
    // Copies, so that messages name "front.v:12" whoever built the library, and wherever.
    copy(source.files(), work);
    List<String> words =
        new ArrayList<>(List.of(tools.verilator(), "--cc", "-Mdir", ".", "--prefix", PREFIX));
    words.addAll(List.of("--top-module", source.top()));
    words.addAll(source.options().verilatorFlags());
    words.add("-DKCP_POISON");
    words.add("-DKCP_IMAGE_DIR=\"" + images + "/\"");
    source.files().forEach(file -> words.add(file.getFileName().toString()));
    Compiler.await("Verilator on " + source.top(), List.of(Command.start(work, words)));
    PinCheck.check(source.top(), Files.readString(work.resolve(PREFIX + ".h")), source.ports());
    Files.writeString(work.resolve("kcp_pins.h"), PinHeader.of(source.ports()));
  }

  private List<Path> compile(Path work, RuntimeObjects runtime) throws IOException {
    List<Command> running = new ArrayList<>();
    List<Path> objects = new ArrayList<>();
    for (List<Path> unit : units(work)) {
      Path file = work.resolve("unit" + objects.size() + ".cc");
      Path object = work.resolve("unit" + objects.size() + ".o");
      Files.writeString(file, includes(unit), StandardCharsets.UTF_8);
      List<String> words = new ArrayList<>(RuntimeObjects.USE);
      words.addAll(List.of("-x", "c++", "-c", file.toString(), "-o", object.toString()));
      running.add(compiler.compile(work, runtime.folder(), words));
      objects.add(object);
    }
    Compiler.await("compiling the model of " + source.top(), running);
    return objects;
  }

  /** What runs once, at the start, is not worth optimising, and is about half of a model. */
  private static String includes(List<Path> unit) {
    StringBuilder text = new StringBuilder();
    for (boolean once : new boolean[] {false, true}) {
      text.append(once ? "#pragma GCC optimize (\"O0\")\n" : "");
      unit.stream()
          .filter(file -> once == runsOnce(file))
          .forEach(file -> text.append("#include \"" + file.getFileName() + "\"\n"));
    }
    return text.toString();
  }

  private static boolean runsOnce(Path file) {
    return file.toString().endsWith("Slow.cpp");
  }

  /** The generated files and the shim, as one unit or as two of about the same size. */
  private List<List<Path>> units(Path work) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(work)) {
      all.filter(file -> file.toString().endsWith(".cpp")).sorted().forEach(files::add);
    }
    files.sort(Comparator.comparing(VerilatedBuild::size).reversed());
    long total = files.stream().mapToLong(VerilatedBuild::size).sum();
    List<List<Path>> units = List.of(new ArrayList<>(), new ArrayList<>());
    long[] sizes = new long[2];
    for (Path file : files) {
      int unit = total > LARGE && sizes[1] < sizes[0] ? 1 : 0;
      units.get(unit).add(file);
      sizes[unit] += size(file);
    }
    units.get(0).add(harness.resolve("kcp_shim.cpp"));
    return units.stream().filter(unit -> !unit.isEmpty()).toList();
  }

  /** Bytes, those that are not optimised for the third that they take of the time. */
  private static long size(Path file) {
    return file.toFile().length() / (runsOnce(file) ? 3 : 1);
  }
}
