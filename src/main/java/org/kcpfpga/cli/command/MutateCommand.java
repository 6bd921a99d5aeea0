package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CoreOptions;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.option.PlaceOptions;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.part.PartRun;
import org.kcpfpga.cli.text.Json;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.jobs.Part;
import org.kcpfpga.jobs.Share;
import org.kcpfpga.verify.mutation.MutationRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp mutate}: small mistakes in the hardware, one at a time, which must be seen. */
@Command(
    name = "mutate",
    description = {
      "Plants small mistakes in the netlist; co-simulation must see them.",
      "Fails if fewer than --least per cent are seen, or one for which hdl/mutants.txt has a reason"
          + " why it is not."
    })
public final class MutateCommand extends ReportCommand implements CallsTools {
  private static final int MOST = 60_000;

  /** Mutants of a part, which compiles and records all runs for some minutes before the first. */
  private static final int PART = 300;

  @Parameters(
      paramLabel = "DESIGN",
      arity = "0..1",
      description = "Design file or generated folder (default: designs/tiny.json).")
  private Path design;

  @Option(
      names = "--mutants",
      defaultValue = "600",
      description = "How many are drawn (default: ${DEFAULT-VALUE}).")
  private int count;

  @Mixin private CoreOptions core = new CoreOptions();

  @Option(
      names = "--least",
      defaultValue = "98",
      description = "Per cent that must be seen (default: ${DEFAULT-VALUE}).")
  private double least;

  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(
      names = "--part",
      paramLabel = "I/N",
      description = "Only this share of the mutants, such as 2/3.")
  private String part;

  @Override
  public List<String> tools() {
    return place.slurm()
        ? List.of()
        : Stream.of(SIMULATION, SYNTHESIS).flatMap(List::stream).toList();
  }

  @Override
  public Report report() {
    requireRanges();
    Path named = design == null ? Home.file("designs/tiny.json") : design;
    Design read = DesignFile.read(named);
    int seed = seed(named);
    Calibrated calibrated = core.deployment(named, read, InputFiles.samples(read, 2, 3, seed));
    MutationRun.Outcome found =
        place.slurm() ? elsewhere(named) : here(calibrated.deployment(), seed);
    MutationRun.Score all = found.all();
    double percent = all.total() == 0 ? 100 : 100.0 * all.killed() / all.total();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("design", read.name());
    values.put("seed", seed);
    values.put("calibration", calibrated.calibration());
    put(values, found, percent);
    String text =
        mutants(found)
            + String.format(
                Locale.ROOT,
                "%s, seed %d: %d of %d mutants seen, %.1f %%; %d unseen for known reasons; %d seen"
                    + " against a reason; %d more proved equivalent%n",
                read.name(),
                seed,
                all.killed(),
                all.total(),
                percent,
                found.explained().size(),
                found.refuted().size(),
                found.equivalent().size());
    return new Report(values, text, percent >= least && found.refuted().isEmpty());
  }

  private MutationRun.Outcome here(Deployment deployment, int seed) {
    Path folder = WorkFolder.claim("mutants", deployment.plan().design().name());
    MutationRun.Draw draw = new MutationRun.Draw(count, seed, share());
    Path reasons = Home.file("hdl/mutants.txt");
    return MutationRun.of(deployment, folder, reasons, draw, place.threads(), this::progress);
  }

  private MutationRun.Outcome elsewhere(Path named) {
    List<Part> parts = new ArrayList<>();
    for (Share one : Share.of(count, PART)) {
      List<String> words = new ArrayList<>(Home.program());
      words.addAll(List.of("mutate", named.toAbsolutePath().toString(), "--mutants", "" + count));
      words.addAll(core.words(named));
      words.addAll(List.of("--part", one.toString(), "--threads", "1", "--json"));
      parts.add(new Part("mutants" + one.number(), words));
    }
    return PartRun.answers(this, place, "mutate", parts).stream()
        .map(answer -> Json.read(answer.get("part"), MutationRun.Outcome.class))
        .reduce(MutationRun.Outcome::plus)
        .orElseThrow();
  }

  private Share share() {
    return part == null ? Share.ALL : Share.parse("--part", part);
  }

  private void requireRanges() {
    share();
    place.check();
    if (part != null && place.slurm()) {
      throw UserError.at("--part", part, "without --on: it is one part already");
    }
    if (count < 1 || count > MOST) {
      throw UserError.at("--mutants", count, "1 to " + MOST);
    }
    if (!(least >= 0 && least <= 100)) {
      throw UserError.at("--least", least, "0 to 100");
    }
  }

  private void put(Map<String, Object> values, MutationRun.Outcome found, double percent) {
    values.put("mutants", count);
    values.put("equivalent", found.equivalent().size());
    values.put("killed", found.all().killed());
    values.put("total", found.all().total());
    values.put("percent", percent);
    values.put("cycles", found.cycles());
    values.put("places", found.places());
    values.put("explained", found.explained().size());
    values.put("refuted", List.copyOf(found.refuted().keySet()));
    values.put("survivors", found.survivors());
    if (part != null) {
      values.put("part", found);
    }
  }

  /** How many were seen where, and those of which something is to be said. */
  private static String mutants(MutationRun.Outcome found) {
    StringBuilder text = new StringBuilder();
    found
        .places()
        .forEach(
            (place, score) ->
                text.append(
                    String.format(
                        Locale.ROOT, "%-28s %4d / %d%n", place, score.killed(), score.total())));
    found.explained().forEach((m, why) -> text.append("unseen: " + m + " (" + why + ")\n"));
    found.refuted().forEach((m, why) -> text.append("seen, against: " + m + " (" + why + ")\n"));
    found.survivors().forEach(mutant -> text.append("survives: ").append(mutant).append('\n'));
    return text.toString();
  }

  private int seed(Path named) {
    long seed = core.seed(named);
    if (seed != (int) seed) {
      throw UserError.at("--seed", seed, "a number of 32 bits");
    }
    return (int) seed;
  }
}
