package org.kcpfpga.verilated.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.cache.Scratch;

/** Verilator's lint with all warnings on. */
public final class VerilatedLint {
  // %Warning-WIDTH: /path/front.v:12:7: text
  private static final Pattern WARNING =
      Pattern.compile("%Warning-(\\w+): (?:(?:\\S*/)?([^/\\s]+:\\d+:\\d+): )?(.*)");

  private VerilatedLint() {}

  /**
   * Checks a design.
   *
   * @param files its Verilog files
   * @param top its top module
   * @param waivers a {@code .vlt} file of accepted findings, each with its reason
   * @return what is not waived, in the order found
   * @throws VerilatedFailure if the files are not Verilog that Verilator accepts
   */
  public static List<LintWarning> check(List<Path> files, String top, Optional<Path> waivers) {
    List<String> words = new ArrayList<>(List.of(Toolchain.standard().verilator()));
    words.addAll(List.of("--lint-only", "-Wall", "-Wno-fatal", "--top-module", top));
    words.add("-DKCP_IMAGE_DIR=\"\"");
    // Waivers only hold for files that come after them.
    List<Path> all = new ArrayList<>(waivers.stream().toList());
    all.addAll(files);
    all.forEach(file -> words.add(file.getFileName().toString()));
    try {
      Path folder = Scratch.folder("kcp-lint");
      try {
        VerilatedBuild.copy(all, folder);
        Command.Result result = Command.run(folder, words);
        if (result.exitCode() != 0) {
          throw new VerilatedFailure(
              "lint of " + top + " failed:\n" + Compiler.firstErrors(result.text()));
        }
        return parse(result.text());
      } finally {
        Scratch.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LintWarning> parse(String text) {
    return text.lines()
        .map(WARNING::matcher)
        .filter(Matcher::matches)
        .map(m -> new LintWarning(m.group(1), m.group(2) == null ? "" : m.group(2), m.group(3)))
        .toList();
  }
}
