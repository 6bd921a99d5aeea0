package org.kcpfpga.cli.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.cli.option.HtmlOption;
import org.kcpfpga.cli.option.PlaceOptions;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.part.PartRun;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.jobs.Part;
import org.kcpfpga.jobs.PartFolder;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.study.Job;
import org.kcpfpga.study.Jobs;
import org.kcpfpga.study.Result;
import org.kcpfpga.study.Study;
import org.kcpfpga.study.StudyPage;
import org.kcpfpga.study.Targets;
import org.kcpfpga.train.graph.Djl;
import org.kcpfpga.train.graph.NetworkShape;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp study}: formats against each other on a data set. */
@CommandLine.Command(
    name = "study",
    description = "Trains formats in several sizes from several seeds, and compares them.")
public final class StudyCommand extends ReportCommand {
  /** In the folder of results while parts run, and after a failure for its logs. */
  private static final String PARTS = ".kcp-parts";

  @Parameters(paramLabel = "STUDY", description = "What is compared (JSON); see docs/study.md.")
  private Path file;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      required = true,
      description = "Folder of results; what it has from before is not run again.")
  private Path folder;

  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(names = "--job", description = "Run this job alone, such as kcp-600-1.")
  private String job;

  @Mixin private HtmlOption html = new HtmlOption();

  private int done;

  @Override
  public Report report() {
    html.check();
    long begin = System.nanoTime();
    place.check();
    Study study = Study.read(file);
    List<Job> jobs = Job.of(study);
    progress("reading the data set");
    Jobs runner = new Jobs(study, folder, this::planned);
    if (job == null) {
      requireAlone();
    } else {
      jobs = jobs.stream().filter(one -> one.name().equals(job)).toList();
      requireOne(jobs);
    }
    progress("training");
    List<Result> results = run(jobs, runner);
    html.write(() -> StudyPage.of(study, results));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("study", study.name());
    values.put("results", results);
    values.put("seconds", (System.nanoTime() - begin) / 1e9);
    return new Report(values, StudyText.table(results), true);
  }

  /** A job alone may belong to a study that runs. */
  private void requireAlone() {
    if (!WorkFolder.keep(folder)) {
      throw UserError.at("-o", folder, "a folder in which no other study runs");
    }
  }

  private void requireOne(List<Job> jobs) {
    if (jobs.isEmpty()) {
      throw UserError.at("--job", job, "a job of the study: format, budget and seed");
    }
  }

  /** One after the other here, or several at a time, each in a process of its own. */
  private List<Result> run(List<Job> jobs, Jobs runner) {
    Map<Job, Result> results = new LinkedHashMap<>();
    jobs.forEach(one -> results.put(one, runner.before(one)));
    List<Job> missing = jobs.stream().filter(one -> results.get(one) == null).toList();
    results.values().stream().filter(Objects::nonNull).forEach(one -> told(one, jobs.size()));
    if (!place.slurm() && (jobs.size() == 1 || place.threads() == 1)) {
      Djl.start(1);
      missing.forEach(one -> kept(results, one, runner.run(one)));
    } else if (!missing.isEmpty()) {
      apart(missing, runner, results);
    }
    return List.copyOf(results.values());
  }

  private void apart(List<Job> missing, Jobs runner, Map<Job, Result> results) {
    Map<String, Job> named = new HashMap<>();
    missing.forEach(one -> named.put(one.name(), one));
    PartFolder parts =
        new PartFolder(folder.resolve(PARTS), missing.stream().map(this::part).toList());
    PartRun.of(
        this,
        place,
        parts,
        part -> {
          Job one = named.get(part.name());
          kept(results, one, runner.printed(one, parts.result(part)));
        });
  }

  private Part part(Job one) {
    List<String> words = new ArrayList<>(Home.program());
    words.addAll(List.of("study", file.toAbsolutePath().toString(), "--job", one.name()));
    words.addAll(List.of("-o", folder.toAbsolutePath().toString(), "--json"));
    return new Part(one.name(), words);
  }

  private void kept(Map<Job, Result> results, Job one, Result result) {
    results.put(one, result);
    told(result, results.size());
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
}
