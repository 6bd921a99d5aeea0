package org.kcpfpga.cli.option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.wave.WaveFiles;
import picocli.CommandLine.Option;

/** Where the wave of a simulation goes, if one is asked for. */
public final class WaveOptions {
  @Option(
      names = "--vcd",
      paramLabel = "FILE",
      description = "Also write all pins as a wave (VCD), 10 ns a cycle.")
  private Path vcd;

  @Option(
      names = "--fst",
      paramLabel = "FILE",
      description = "The same, compressed (FST, for GTKWave and Surfer).")
  private Path fst;

  @Option(
      names = "--internals",
      description = "With --vcd or --fst: also all signals within the RTL.")
  private boolean internals;

  /** Whether there is a wave to write. */
  public boolean any() {
    return vcd != null || fst != null;
  }

  /**
   * Refuses files that cannot be written, before the work starts.
   *
   * @throws UserError naming the file
   */
  public void check() {
    named().values().forEach(AtomicFile::require);
    if (internals && !any()) {
      throw UserError.at("--internals", "no file", "--vcd or --fst, too");
    }
    if (vcd != null && fst != null && vcd.toAbsolutePath().equals(fst.toAbsolutePath())) {
      throw UserError.at("--fst", fst, "another file than that of --vcd");
    }
  }

  /**
   * Refuses signals within the RTL where there is none.
   *
   * @param engine that is not RTL
   * @throws UserError if they are wanted
   */
  public void requirePins(Object engine) {
    if (internals) {
      throw UserError.at("--internals", engine, "--engine verilator, which has signals within");
    }
  }

  /**
   * Refuses waves where there can be none.
   *
   * @param expectation what they would need
   * @throws UserError if there is one
   */
  public void requireNone(String expectation) {
    if (internals) {
      throw UserError.at("--internals", "given", expectation);
    }
    named()
        .forEach(
            (option, file) -> {
              throw UserError.at(option, file, expectation);
            });
  }

  /** The files by option. */
  public Map<String, Path> named() {
    Map<String, Path> files = new LinkedHashMap<>();
    if (vcd != null) {
      files.put("--vcd", vcd);
    }
    if (fst != null) {
      files.put("--fst", fst);
    }
    return files;
  }

  public WaveFiles files() {
    return new WaveFiles(vcd, fst, internals);
  }

  /**
   * Adds what was written to the figures of a report.
   *
   * @param firstDifference its cycle, or below 0
   */
  public void put(Map<String, Object> values, long firstDifference) {
    named().forEach((option, file) -> values.put(option.substring(2), file.toString()));
    if (any() && firstDifference >= 0) {
      values.put("firstDifferenceNs", WaveFiles.time(firstDifference));
    }
  }

  /** The same in a line, or nothing. */
  public String text(long firstDifference) {
    if (!any()) {
      return "";
    }
    String names = named().values().stream().map(Path::toString).collect(Collectors.joining(", "));
    String where =
        firstDifference < 0
            ? ""
            : ", the first difference at " + WaveFiles.time(firstDifference) + " ns";
    return String.format(Locale.ROOT, "wave: %s%s%n", names, where);
  }
}
