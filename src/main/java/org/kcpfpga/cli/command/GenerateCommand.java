package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CoreOptions;
import org.kcpfpga.cli.output.Outputs;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.emit.OutputFolder;
import org.kcpfpga.emit.PlanDocument;
import org.kcpfpga.emit.VectorBench;
import org.kcpfpga.image.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp generate}: the Verilog of a design and everything that goes with it. */
@Command(
    name = "generate",
    description = "Writes Verilog, file list, memory images, plan.json and register map.")
public final class GenerateCommand extends ReportCommand {
  @Parameters(paramLabel = "DESIGN", description = "Design file (JSON), or a generated folder.")
  private Path design;

  @Mixin private CoreOptions core = new CoreOptions();

  @Option(names = "-o", required = true, paramLabel = "DIR", description = "Output folder.")
  private Path folder;

  @Option(
      names = "--vectors",
      paramLabel = "N",
      description = "Also write a self-checking test bench with N random frames of --seed.")
  private Integer vectors;

  @Override
  public Report report() {
    Outputs.requireFolder(folder);
    progress("planning and quantising");
    Calibrated calibrated = core.deployment(design, DesignFile.read(design));
    Deployment deployment = calibrated.deployment();
    progress("generating");
    long seed = core.seed(design);
    Map<String, String> bench =
        vectors == null ? Map.of() : VectorBench.files(deployment.core(), vectors, seed);
    EmittedDesign emitted = Emitter.emit(deployment, core.origin(design, calibrated)).with(bench);
    OutputFolder.write(folder, emitted.in(folder).files());
    Map<String, Object> values = new LinkedHashMap<>(PlanDocument.values(deployment.plan()));
    values.put("seed", seed);
    values.put("calibration", calibrated.calibration());
    values.put("top", emitted.top());
    values.put("files", emitted.verilog().size());
    String text =
        String.format(
            Locale.ROOT,
            "%s: %d Verilog files, %d memory images, top module %s%s%s%nscales from %s%n",
            folder,
            emitted.verilog().size(),
            emitted.images().size(),
            emitted.top(),
            bench.isEmpty() ? "" : ", test bench " + VectorBench.module(deployment.core()),
            core.random() ? ", random factors of seed " + seed : "",
            calibrated.calibration());
    return new Report(values, text, true);
  }
}
