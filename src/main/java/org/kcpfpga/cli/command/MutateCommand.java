package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CoreOptions;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.gates.Mutant;
import org.kcpfpga.image.Deployment;
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

  @Override
  public List<String> tools() {
    return Stream.of(SIMULATION, SYNTHESIS).flatMap(List::stream).toList();
  }

  @Override
  public Report report() {
    requireRanges();
    Path named = design == null ? Home.file("designs/tiny.json") : design;
    Design read = DesignFile.read(named);
    int seed = seed(named);
    Calibrated calibrated = core.deployment(named, read, InputFiles.samples(read, 2, 3, seed));
    Deployment deployment = calibrated.deployment();
    Path folder = WorkFolder.claim("mutants", read.name());
    MutationRun.Outcome found =
        MutationRun.of(
            deployment, folder, Home.file("hdl/mutants.txt"), count, seed, this::progress);
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

  private void requireRanges() {
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
    values.put("refuted", found.refuted().keySet().stream().map(Mutant::toString).toList());
    values.put("survivors", found.survivors().stream().map(Mutant::toString).toList());
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
