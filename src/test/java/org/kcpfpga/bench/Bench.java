package org.kcpfpga.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.common.UserError;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kcp bench}: runs the benchmarks and prints their rates and ratios. */
@Command(name = "kcp bench", description = "Runs the benchmarks.", mixinStandardHelpOptions = true)
final class Bench implements Callable<Integer> {
  private static final int WARM_UPS = 3;
  private static final int MEASUREMENTS = 5;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--design",
      description = "A design file that is simulated; may be repeated (ytc-212 and ucf11-r4).")
  private List<Path> designs =
      List.of(Home.file("designs/ytc-212.json"), Home.file("designs/ucf11-r4.json"));

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "Measured seconds of each benchmark (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--quick",
      description = "Only show that all run: no warm-up, one short measurement, no new process.")
  private boolean quick;

  @Parameters(
      arity = "0..1",
      defaultValue = "Benchmark",
      description = "Only benchmarks whose name matches this pattern.")
  private String pattern;

  @Spec private CommandSpec spec;

  /** Runs the benchmarks and ends the process with the exit code. */
  public static void main(String[] args) {
    System.exit(line().execute(args));
  }

  /** The command line, which tells errors in one line. */
  static CommandLine line() {
    CommandLine line = new CommandLine(new Bench());
    line.setExecutionExceptionHandler(
        (error, where, parsed) -> {
          boolean users = error instanceof UserError;
          where.getErr().println("kcp: " + (users ? error.getMessage() : "bench: " + error));
          return users ? 2 : 70;
        });
    return line;
  }

  @Override
  public Integer call() throws RunnerException {
    if (seconds < 1) {
      throw UserError.at("--seconds", seconds, "at least 1");
    }
    long begin = System.nanoTime();
    boolean cores = wanted("SimulationBenchmark.verilated") || wanted("HarnessBenchmark.plainLoop");
    for (Path design : designs) {
      Deployment deployment = Recording.of(design).deployment();
      if (cores) {
        say("building the core of " + design);
        VerilatedCore.build(deployment, VerilatedOptions.FAST).close();
      }
    }
    Path log = WorkFolder.claim("bench", "log").resolve("bench.log");
    say("measuring, " + seconds + " s each (log: " + log + ")");
    Collection<RunResult> results = run(log);
    double took = (System.nanoTime() - begin) / 1_000_000_000.0;
    BenchReport report = BenchReport.of(texts(Bench::nameOf), results, took);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(text(report));
      out.flush();
    } else {
      report.print(out);
    }
    return 0;
  }

  private Collection<RunResult> run(Path log) throws RunnerException {
    // ONNX Runtime 1.29 crashes where the command line is longer than 4 kB, as with a class path.
    System.setProperty("jmh.separateClasspathJAR", "true");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(pattern)
            .param("design", texts(text -> text).toArray(String[]::new))
            .param("core", cores())
            .mode(Mode.Throughput)
            .forks(quick ? 0 : 1)
            .warmupIterations(quick ? 0 : WARM_UPS)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(quick ? 1 : MEASUREMENTS)
            .measurementTime(TimeValue.milliseconds(quick ? 1 : 1000L * seconds / MEASUREMENTS))
            .shouldFailOnError(true)
            .output(log.toString());
    try {
      return new Runner(options.build()).run();
    } catch (NoBenchmarksException e) {
      throw UserError.at("pattern", pattern, "part of a benchmark's name");
    }
  }

  private String[] cores() {
    return Stream.concat(Stream.of(HarnessBenchmark.TOY), texts(text -> text).stream())
        .toArray(String[]::new);
  }

  private List<String> texts(UnaryOperator<String> form) {
    return designs.stream().map(design -> form.apply(design.toString())).toList();
  }

  /** The name of a design file without folder and ending. */
  static String nameOf(String file) {
    return Path.of(file).getFileName().toString().replaceFirst("\\.json$", "");
  }

  /** Whether the pattern asks for a benchmark of this package. */
  private boolean wanted(String benchmark) {
    String name = Bench.class.getPackageName() + "." + benchmark;
    try {
      return Pattern.compile(pattern).matcher(name).find();
    } catch (PatternSyntaxException e) {
      throw UserError.at("pattern", pattern, "a regular expression");
    }
  }

  private static String text(BenchReport report) {
    try {
      return new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON for the report", e);
    }
  }

  /** On a terminal only: what takes long. */
  private void say(String what) {
    if (System.console() != null) {
      spec.commandLine().getErr().println("kcp: " + what);
    }
  }
}
