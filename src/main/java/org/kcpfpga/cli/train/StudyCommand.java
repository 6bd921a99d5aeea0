package org.kcpfpga.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kcpfpga.cli.option.HtmlOption;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.common.Parallel;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.study.Job;
import org.kcpfpga.study.Jobs;
import org.kcpfpga.study.Result;
import org.kcpfpga.study.Study;
import org.kcpfpga.study.StudyPage;
import org.kcpfpga.study.Summary;
import org.kcpfpga.study.Targets;
import org.kcpfpga.train.graph.Djl;
import org.kcpfpga.train.graph.NetworkShape;
import org.kcpfpga.verilated.build.Command;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp study}: formats against each other on a data set. */
@CommandLine.Command(
    name = "study",
    description = "Trains formats in several sizes from several seeds, and compares them.")
public final class StudyCommand extends ReportCommand {
  @Parameters(paramLabel = "STUDY", description = "What is compared (JSON); see docs/study.md.")
  private Path file;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      required = true,
      description = "Folder of results; what it has from before is not run again.")
  private Path folder;

  @Option(
      names = "--threads",
      description = "Trainings at a time (default: as many as there are cores).")
  private Integer threads;

  @Option(names = "--job", description = "Run this job alone, such as kcp-600-1.")
  private String job;

  @Mixin private HtmlOption html = new HtmlOption();

  private int done;

  @Override
  public Report report() {
    html.check();
    long begin = System.nanoTime();
    int parallel = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (parallel < 1 || parallel > 1024) {
      throw UserError.at("--threads", parallel, "1 to 1024");
    }
    Study study = Study.read(file);
    List<Job> jobs = Job.of(study);
    progress("reading the data set");
    Jobs runner = new Jobs(study, folder, this::planned);
    if (job != null) {
      jobs = jobs.stream().filter(one -> one.name().equals(job)).toList();
      requireOne(jobs);
    }
    progress("training");
    List<Result> results = run(jobs, runner, jobs.size() == 1 ? 1 : parallel);
    html.write(() -> StudyPage.of(study, results));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("study", study.name());
    values.put("results", results);
    values.put("seconds", (System.nanoTime() - begin) / 1e9);
    return new Report(values, text(results), true);
  }

  private void requireOne(List<Job> jobs) {
    if (jobs.isEmpty()) {
      throw UserError.at("--job", job, "a job of the study: format, budget and seed");
    }
  }

  /** One after the other here, or several at a time, each in a process of its own. */
  private List<Result> run(List<Job> jobs, Jobs runner, int parallel) {
    if (parallel == 1) {
      Djl.start(1);
    }
    List<Callable<Result>> tasks = new ArrayList<>();
    for (Job one : jobs) {
      tasks.add(
          () -> {
            Result before = runner.before(one);
            return before != null ? before : parallel == 1 ? runner.run(one) : apart(one, runner);
          });
    }
    return Parallel.run(parallel, tasks, result -> told(result, jobs.size()));
  }

  private Result apart(Job one, Jobs runner) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (System.getProperty("kcp.home") != null) {
      words.add("-Dkcp.home=" + System.getProperty("kcp.home"));
    }
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.kcpfpga.cli.Kcp"));
    words.addAll(List.of("study", file.toAbsolutePath().toString(), "--job", one.name()));
    words.addAll(List.of("-o", folder.toAbsolutePath().toString()));
    Command.Result ended = Command.run(folder, words);
    Result result = runner.before(one);
    if (ended.exitCode() != 0 || result == null) {
      String said = ended.text().strip().replaceFirst("^kcp: ", "");
      throw UserError.at(one.name(), said, "a result");
    }
    return result;
  }

  private Targets.Planned planned(NetworkShape network, BitWidths bits) {
    AcceleratorPlan plan = Cores.plan(network, bits, null, Path.of("study.safetensors"));
    return new Targets.Planned(
        Cores.target(network, bits, plan),
        new Result.Core(plan.cycles().interval(), plan.pipeline().multipliers()));
  }

  private void told(Result result, int all) {
    done++;
    line(
        String.format(
            Locale.ROOT,
            "[%d/%d] %s, at most %d, seed %d: %.4f%s",
            done,
            all,
            result.format(),
            result.budget(),
            result.seed(),
            result.accuracy(),
            result.fixed() == null
                ? ""
                : String.format(Locale.ROOT, ", fixed %.4f", result.fixed())));
  }

  private static String text(List<Result> results) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%n%-8s %12s %16s %6s %10s %9s %8s %8s%n",
            "format",
            "parameters",
            "multiplications",
            "depth",
            "cycles/256",
            "accuracy",
            "spread",
            "fixed"));
    for (Summary s : Summary.of(results)) {
      Result r = s.first();
      text.append(
          String.format(
              Locale.ROOT,
              "%-8s %12d %16d %6d %10d %9.4f %8.4f %8s%n",
              r.format(),
              r.cost().parameters(),
              r.cost().multiplications(),
              r.cost().depth(),
              r.cost().cycles(),
              s.mean(),
              s.spread(),
              Double.isNaN(s.fixedMean())
                  ? "-"
                  : String.format(Locale.ROOT, "%.4f", s.fixedMean())));
    }
    return text.toString();
  }
}
