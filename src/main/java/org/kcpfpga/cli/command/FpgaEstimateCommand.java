package org.kcpfpga.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.text.EstimateText;
import org.kcpfpga.cli.text.FpgaText;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fpga.Estimate;
import org.kcpfpga.fpga.Family;
import org.kcpfpga.fpga.Results;
import org.kcpfpga.plan.AcceleratorPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp fpga estimate}: lookup tables, DSPs and memories of cores, synthesis only. */
@Command(
    name = "estimate",
    description = "Synthesises cores for a family: no placement, so no clock.")
final class FpgaEstimateCommand extends ReportCommand implements CallsTools {
  @Parameters(
      paramLabel = "DESIGN",
      arity = "0..*",
      description = "Design files (JSON), or generated folders.")
  private List<Path> designs = new ArrayList<>();

  @Option(names = "--all", description = "All of designs/.")
  private boolean all;

  @Option(names = "--family", required = true, description = "ecp5 or xilinx (7 series).")
  private Family family;

  @Mixin private CoreOptions core = new CoreOptions();

  @Option(names = "--record", description = "Write the figures to fpga/results too.")
  private boolean record;

  @Override
  public List<String> tools() {
    return SYNTHESIS;
  }

  @Override
  public Report report() {
    if (all == !designs.isEmpty()) {
      throw UserError.at("DESIGN", all ? "given" : "missing", "design files, or --all");
    }
    requireOneCore();
    line(EstimateText.NOTE);
    line(EstimateText.header());
    List<Map<String, Object>> rows = new ArrayList<>();
    boolean asPlanned = true;
    for (Path file : all ? named() : designs) {
      asPlanned &= estimate(file, rows);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("family", familyName());
    values.put("note", EstimateText.NOTE);
    values.put("designs", rows);
    values.put("dspsAsPlanned", asPlanned);
    String verdict =
        asPlanned ? "DSPs as planned, but for constant factors" : "DSPs are NOT as planned";
    return new Report(values, verdict + System.lineSeparator(), asPlanned);
  }

  /** A model and its scales suit one design; what is recorded has random factors of seed 1. */
  private void requireOneCore() {
    boolean chosen = !core.random() || core.calibrated();
    if (chosen && (all || designs.size() > 1)) {
      String given = all ? "--all" : designs.size() + " of them";
      throw UserError.at("DESIGN", given, "one, with --model or --calibrate");
    }
    if (record && (chosen || given("--seed"))) {
      throw UserError.at("--record", true, "no --model, --calibrate or --seed");
    }
  }

  /** Adds a row; returns whether the DSPs are as planned. */
  private boolean estimate(Path file, List<Map<String, Object>> rows) {
    Design design = DesignFile.read(file);
    progress("synthesising " + design.name());
    Calibrated calibrated = core.deployment(file, design);
    Path folder = WorkFolder.claim("fpga", familyName() + "-" + design.name());
    Estimate found = Estimate.of(calibrated.deployment().core(), family, folder);
    AcceleratorPlan plan = calibrated.deployment().plan();
    int planned = plan.dsps(family.operandBits());
    boolean right = asPlanned(found.dsps(), planned, plan.constantDsps());
    line(
        EstimateText.row(design.name(), found, planned)
            + EstimateText.remark(right, planned - found.dsps()));
    Map<String, Object> values = values(familyName(), design, found, planned);
    values.put("calibration", calibrated.calibration());
    rows.add(values);
    return right;
  }

  private String familyName() {
    return family.name().toLowerCase(Locale.ROOT);
  }

  private static List<Path> named() {
    try (Stream<Path> files = Files.list(Home.file("designs"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether only multipliers by a constant are missing. */
  static boolean asPlanned(long dsps, int planned, int constant) {
    return dsps <= planned && dsps >= planned - constant;
  }

  private Map<String, Object> values(String name, Design design, Estimate e, int planned) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("design", design.name());
    values.put("family", name);
    values.put("note", EstimateText.NOTE);
    values.put("estimate", e);
    values.put("plannedDsps", planned);
    values.put("tools", FpgaText.versions("yosys"));
    if (record) {
      Results.record(
          Home.file("fpga/results"), name, design.name(), values, EstimateText.table(name));
    }
    return values;
  }
}
