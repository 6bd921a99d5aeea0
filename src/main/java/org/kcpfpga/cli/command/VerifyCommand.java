package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CoreOptions;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.option.PlantedFault;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fpga.ReadBack;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verify.levels.Level;
import org.kcpfpga.verify.levels.LevelCheck;
import org.kcpfpga.verify.levels.LevelTask;
import org.kcpfpga.verify.levels.Rung;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp verify}: float, fixed, cycle, RTL, netlist, each against the one above it. */
@Command(
    name = "verify",
    description = "Compares all levels of a design, from floating point down to gates.")
public final class VerifyCommand extends ReportCommand implements CallsTools {
  private static final int STEPS = 4;

  @Parameters(paramLabel = "DESIGN", description = "Design file (JSON), or a generated folder.")
  private Path design;

  @Mixin private CoreOptions core = new CoreOptions();

  @Option(
      names = "--vectors",
      defaultValue = "8",
      description = "Input vectors (default: ${DEFAULT-VALUE}).")
  private int vectors;

  @Option(
      names = "--stall",
      defaultValue = "0.2",
      description = "Probability of input gaps and output stalls (default: ${DEFAULT-VALUE}).")
  private double stall;

  @Option(
      names = "--sqnr",
      defaultValue = "24",
      description = "Least signal to quantisation noise, dB (default: ${DEFAULT-VALUE}).")
  private double sqnr;

  @Option(
      names = "--until",
      defaultValue = "netlist",
      description =
          "Last level: fixed, cycle, rtl, netlist or bitstream (default: ${DEFAULT-VALUE}).")
  private Level last;

  @Option(
      names = "--plant-fault",
      paramLabel = "LEVEL",
      description = "Flip one factor bit at a level: its rung must fail.")
  private Level fault;

  @Override
  public List<String> tools() {
    List<String> tools = new ArrayList<>();
    if (last.compareTo(Level.RTL) >= 0) {
      tools.addAll(SIMULATION);
    }
    if (last.compareTo(Level.NETLIST) >= 0) {
      tools.addAll(SYNTHESIS);
    }
    if (last == Level.BITSTREAM) {
      tools.addAll(List.of("nextpnr-ice40", "icepack"));
    }
    return tools;
  }

  @Override
  public Report report() {
    if (vectors < 1) {
      throw UserError.at("--vectors", vectors, "at least 1");
    }
    if (!(stall >= 0 && stall < 1)) {
      throw UserError.at("--stall", stall, "0 to below 1");
    }
    if (Double.isNaN(sqnr)) {
      throw UserError.at("--sqnr", sqnr, "a number of decibels");
    }
    long begin = System.nanoTime();
    Design read = DesignFile.read(design);
    long seed = core.seed(design);
    int sequences = (vectors + STEPS - 1) / STEPS;
    Tensor inputs = InputFiles.samples(read, sequences, Math.min(STEPS, vectors), seed);
    progress("planning and quantising");
    Calibrated calibrated = core.deployment(design, read, inputs);
    Deployment right = calibrated.deployment();
    Path folder = WorkFolder.claim("verify", read.name());
    LevelTask task =
        new LevelTask(right, PlantedFault.in(right), fault, sqnr, folder, ReadBack::of);
    long patience = (long) (EngineRun.patience(right) / (1 - stall) / (1 - stall));
    Traffic traffic = new Traffic(stall, stall, seed, patience);
    line(read.name() + ", seed " + seed + ", scales from " + calibrated.calibration());
    progress("comparing level after level");
    List<Rung> rungs = LevelCheck.run(task, inputs, traffic, last, rung -> line(text(rung)));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("design", read.name());
    values.put("seed", seed);
    values.put("calibration", calibrated.calibration());
    return report(values, rungs, (System.nanoTime() - begin) / 1e9);
  }

  /** "PASS float -> fixed: ...". */
  private static String text(Rung rung) {
    String verdict = rung.passed() ? "PASS" : "FAIL";
    String first = rung.first() == null || rung.passed() ? "" : "; first: " + rung.first();
    String steps = String.format(Locale.ROOT, "%s -> %s", above(rung.level()), name(rung.level()));
    return String.format(Locale.ROOT, "%s  %-16s  %s%s", verdict, steps, rung.detail(), first);
  }

  private static String above(Level level) {
    return level.ordinal() == 0 ? "float" : name(Level.values()[level.ordinal() - 1]);
  }

  private static String name(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private Report report(Map<String, Object> values, List<Rung> rungs, double seconds) {
    boolean passed = rungs.stream().allMatch(Rung::passed);
    List<Map<String, Object>> all = new ArrayList<>();
    for (Rung rung : rungs) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("level", name(rung.level()));
      one.put("passed", rung.passed());
      one.put("detail", rung.detail());
      one.put("firstMismatch", rung.first());
      all.add(one);
    }
    values.put("rungs", all);
    values.put("passed", passed);
    values.put("seconds", seconds);
    return new Report(values, String.format(Locale.ROOT, "%s%n", passed ? "PASS" : "FAIL"), passed);
  }
}
