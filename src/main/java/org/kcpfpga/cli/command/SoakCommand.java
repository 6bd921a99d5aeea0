package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CoreOptions;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.verify.cosim.Soak;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp soak}: lock step for a very long time. */
@Command(name = "soak", description = "Runs RTL and cycle model in lock step for a very long time.")
public final class SoakCommand extends ReportCommand implements CallsTools {
  @Parameters(paramLabel = "DESIGN", description = "Design file (JSON), or a generated folder.")
  private Path design;

  @Option(
      names = "--cycles",
      defaultValue = "100000000",
      description = "At least so many cycles (default: ${DEFAULT-VALUE}).")
  private long cycles;

  @Option(
      names = "--frames",
      defaultValue = "0",
      description = "And so many frames (default: ${DEFAULT-VALUE}).")
  private long frames;

  @Mixin private CoreOptions core = new CoreOptions();

  @Override
  public List<String> tools() {
    return SIMULATION;
  }

  @Override
  public Report report() {
    if (cycles < 0 || frames < 0 || cycles + frames == 0) {
      throw UserError.at("--cycles, --frames", cycles + ", " + frames, "one of them above 0");
    }
    long begin = System.nanoTime();
    Design read = DesignFile.read(design);
    long seed = core.seed(design);
    Calibrated calibrated = core.deployment(design, read);
    Deployment deployment = calibrated.deployment();
    Soak.Outcome outcome = run(deployment, seed);
    double seconds = (System.nanoTime() - begin) / 1e9;
    boolean equal = outcome.first() == null;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("design", read.name());
    values.put("seed", seed);
    values.put("calibration", calibrated.calibration());
    values.put("cycles", outcome.cycles());
    values.put("steps", outcome.steps());
    values.put("heapMegabytesEarly", outcome.early());
    values.put("heapMegabytes", outcome.heapMegabytes());
    values.put("firstMismatch", equal ? null : outcome.first().toString());
    values.put("seconds", seconds);
    String text =
        String.format(
            Locale.ROOT,
            "%s, seed %d: %d cycles, %d steps in %.0f s, heap %d MB early and %d MB at the end:"
                + " %s%n",
            read.name(),
            seed,
            outcome.cycles(),
            outcome.steps(),
            seconds,
            outcome.early(),
            outcome.heapMegabytes(),
            equal ? "equal" : "DIFFERENT; first: " + outcome.first());
    return new Report(values, text, equal);
  }

  private Soak.Outcome run(Deployment deployment, long seed) {
    progress("generating and compiling the RTL");
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.FAST)) {
      return Soak.run(
          deployment,
          rtl,
          new Soak.Goal(cycles, frames),
          seed,
          soFar -> progress(soFar.cycles() + " cycles, " + soFar.steps() + " steps"));
    }
  }
}
