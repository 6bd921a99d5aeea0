package org.kcpfpga.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.cli.option.PlaceOptions;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.part.PartRun;
import org.kcpfpga.cli.text.CoverageText;
import org.kcpfpga.cli.text.CoverageValues;
import org.kcpfpga.cli.text.Json;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.cli.tool.Tests;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.jobs.Part;
import org.kcpfpga.jobs.Share;
import org.kcpfpga.verify.coverage.CoverageCounts;
import org.kcpfpga.verify.coverage.CoverageScore;
import org.kcpfpga.verify.coverage.CoverageSuite;
import org.kcpfpga.verify.coverage.JavaCoverage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp coverage}: what co-simulations run of the RTL, and tests of the Java code. */
@Command(
    name = "coverage",
    description = {
      "Lines and toggles of the RTL, combinations of cell, fold, stall, clipping and sequences, and"
          + " on demand lines of the Java code, in one report (coverage/report/index.md in"
          + " KCP_CACHE, of a DESIGN its name).",
      "Fails below --least per cent of lines, and if a combination was never met."
    })
public final class CoverageCommand extends ReportCommand implements CallsTools {
  /** Cores of a part, each of which is compiled for up to a minute. */
  private static final int PART = 3;

  private static final String REASONS = "hdl/coverage.txt";

  @Parameters(
      paramLabel = "DESIGN",
      arity = "0..1",
      description = "Only this design, and no combinations (default: the suite of small cores).")
  private Path design;

  @Option(
      names = "--toggles",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Also count toggles, in the small designs: most of the time.")
  private boolean toggles;

  @Option(
      names = "--java",
      description = "Also run all tests with JaCoCo (mvn -P coverage test), a quarter of an hour.")
  private boolean java;

  @Option(
      names = "--java-report",
      paramLabel = "XML",
      description = "Read this report of JaCoCo, from an earlier run.")
  private Path javaReport;

  @Option(
      names = "--least",
      defaultValue = "95",
      description = "Per cent of lines that must be covered (default: ${DEFAULT-VALUE}).")
  private double least;

  @Option(names = "--seed", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(
      names = "--part",
      paramLabel = "I/N",
      description = "Only this share of the cores, such as 2/3.")
  private String part;

  @Override
  public List<String> tools() {
    return Stream.of(
            place.slurm() ? List.<String>of() : SIMULATION,
            java ? List.of("mvn") : List.<String>of())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public Report report() {
    requireRanges();
    if (javaReport != null && !Files.isRegularFile(javaReport)) {
      throw UserError.at("--java-report", javaReport, "a report of mvn -P coverage test");
    }
    long begin = System.nanoTime();
    Path folder = WorkFolder.claim("coverage", "report");
    Path reasons = Home.file(REASONS);
    List<CoverageCounts> counts =
        place.slurm() ? elsewhere() : List.of(here(folder.resolve("rtl")));
    CoverageSuite.Outcome rtl = CoverageCounts.outcome(counts, reasons);
    CoverageScore code = code(reasons);
    CoverageText text = new CoverageText(rtl, code, design == null, seconds(begin));
    Path index = folder.resolve(page());
    write(index, text);
    boolean passed =
        rtl.lines().percent() >= least
            && (code == null || code.percent() >= least)
            && (design != null || rtl.bins().missed().isEmpty());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("cores", rtl.cores());
    values.put("cycles", rtl.cycles());
    values.put("seed", seed);
    values.putAll(CoverageValues.of(rtl, code, toggles, design == null));
    values.put("least", least);
    values.put("seconds", seconds(begin));
    values.put("report", index.toString());
    if (part != null) {
      values.put("part", counts.get(0));
    }
    return new Report(values, text.summary(index, least), passed);
  }

  private void requireRanges() {
    if (!(least >= 0 && least <= 100)) {
      throw UserError.at("--least", least, "0 to 100");
    }
    share();
    place.check();
    if (part != null && place.slurm()) {
      throw UserError.at("--part", part, "without --on: it is one part already");
    }
  }

  private Share share() {
    return part == null ? Share.ALL : Share.parse("--part", part);
  }

  private CoverageCounts here(Path folder) {
    return CoverageSuite.run(share().of(subjects()), folder, place.threads(), this::progress);
  }

  private List<CoverageCounts> elsewhere() {
    List<Part> parts = new ArrayList<>();
    for (Share one : Share.of(subjects().size(), PART)) {
      List<String> words = new ArrayList<>(Home.program());
      words.add("coverage");
      if (design != null) {
        words.add(design.toAbsolutePath().toString());
      }
      words.addAll(List.of(toggles ? "--toggles" : "--no-toggles", "--seed", "" + seed));
      words.addAll(List.of("--part", one.toString(), "--threads", "1", "--json"));
      parts.add(new Part("cores" + one.number(), words));
    }
    return PartRun.answers(this, place, "coverage", parts).stream()
        .map(answer -> Json.read(answer.get("part"), CoverageCounts.class))
        .toList();
  }

  private static void write(Path index, CoverageText text) {
    try {
      Files.createDirectories(index.getParent());
      Files.writeString(index, text.page());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** The suite's report is not replaced by that of a single design. */
  private String page() {
    return design == null ? "index.md" : DesignFile.read(design).name() + ".md";
  }

  private List<CoverageSuite.Subject> subjects() {
    if (design != null) {
      return List.of(CoverageSuite.Subject.named(DesignFile.read(design), toggles, seed));
    }
    Design tiny = DesignFile.read(Home.file("designs/tiny.json"));
    Design linear = DesignFile.read(Home.file("designs/linear.json"));
    return CoverageSuite.subjects(tiny, linear, toggles, seed);
  }

  /** Lines of the Java code, or null if they are not asked for. */
  private CoverageScore code(Path reasons) {
    Path report = javaReport;
    if (java) {
      progress("running all tests");
      Tests.withCoverage(Home.file("."));
      report = Home.file("target/site/jacoco/jacoco.xml");
    }
    return report == null ? null : JavaCoverage.read(report, Home.file("src/main/java"), reasons);
  }
}
