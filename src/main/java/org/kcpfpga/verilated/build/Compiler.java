package org.kcpfpga.verilated.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Calls g++ with the flags that all objects of a library have in common. */
final class Compiler {
  // Hidden and bound within the library, without "unique" symbols: several Verilated libraries
  // have the same class names and live in one process, each must only see its own.
  private static final List<String> COMMON =
      List.of(
          "-std=gnu++17",
          "-fPIC",
          "-w",
          "-faligned-new",
          "-fcf-protection=none",
          "-fvisibility=hidden",
          "-fvisibility-inlines-hidden",
          "-fno-gnu-unique",
          "-DVL_USER_STOP",
          "-DVL_USER_FATAL",
          "-DVL_USER_FINISH",
          "-DVL_USER_WARN");
  private static final List<String> LINK =
      List.of("-shared", "-pthread", "-Wl,-Bsymbolic", "-Wl,--exclude-libs,ALL");
  private static final int ERROR_LINES = 12;

  private final Toolchain tools;
  private final Path harness;
  private final List<String> flags;

  /** Compiles against the files of {@code harness} ({@code sim/}) with {@code flags}. */
  Compiler(Toolchain tools, Path harness, List<String> flags) {
    this.tools = tools;
    this.harness = harness;
    this.flags = flags;
  }

  /** All flags, for the cache key. */
  List<String> key() {
    List<String> all = new ArrayList<>(COMMON);
    all.addAll(LINK);
    all.addAll(flags);
    return all;
  }

  /**
   * Starts a compilation in {@code folder}.
   *
   * @param first folder whose headers come before all others (a precompiled one is found there)
   * @param last source and output, with any flags of their own
   */
  Command compile(Path folder, Path first, List<String> last) throws IOException {
    List<String> words = new ArrayList<>(List.of(tools.compiler()));
    words.addAll(COMMON);
    words.addAll(flags);
    List<Path> includes = new ArrayList<>(List.of(first, folder, harness, tools.include()));
    includes.add(tools.include().resolve("vltstd"));
    includes.addAll(tools.javaIncludes());
    includes.forEach(include -> words.add("-I" + include));
    words.addAll(last);
    return Command.start(folder, words);
  }

  /** Links {@code objects} into the shared library {@code library}. */
  void link(Path folder, List<Path> objects, Path library) throws IOException {
    List<String> words = new ArrayList<>(List.of(tools.compiler()));
    words.addAll(LINK);
    objects.forEach(object -> words.add(object.toString()));
    words.addAll(List.of("-o", library.toString()));
    await("linking", List.of(Command.start(folder, words)));
  }

  /** Waits for all; the first that failed becomes a {@link VerilatedFailure}. */
  static void await(String what, List<Command> commands) throws IOException {
    List<Command.Result> results = new ArrayList<>();
    for (Command command : commands) {
      results.add(command.await());
    }
    for (Command.Result result : results) {
      if (result.exitCode() != 0) {
        throw new VerilatedFailure(what + " failed:\n" + firstErrors(result.text()));
      }
    }
  }

  /**
   * The lines that matter in what a tool wrote: from the first error on, else the last; a dozen.
   */
  static String firstErrors(String text) {
    List<String> lines = text.lines().toList();
    int first = 0;
    while (first < lines.size() && !lines.get(first).toLowerCase(Locale.ROOT).contains("error")) {
      first++;
    }
    // a tool that was killed names no error, and make says so at the end
    int from = first < lines.size() ? first : Math.max(0, lines.size() - ERROR_LINES);
    return lines.stream().skip(from).limit(ERROR_LINES).collect(Collectors.joining("\n"));
  }
}
