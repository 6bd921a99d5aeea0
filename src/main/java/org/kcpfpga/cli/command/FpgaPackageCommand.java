package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CoreOptions;
import org.kcpfpga.cli.output.Outputs;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.tool.Version;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.emit.OutputFolder;
import org.kcpfpga.emit.VectorBench;
import org.kcpfpga.fpga.Packaging;
import org.kcpfpga.image.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp fpga package}: a core with what other tools need to take it. */
@Command(
    name = "package",
    description = "Writes a core with IP-XACT component.xml, Vivado script and FuseSoC core file.")
final class FpgaPackageCommand extends ReportCommand {
  /** Frames of the test bench, enough for every kind of frame. */
  private static final int VECTORS = 10;

  @Parameters(paramLabel = "DESIGN", description = "Design file (JSON), or a generated folder.")
  private Path design;

  @Mixin private CoreOptions core = new CoreOptions();

  @Option(names = "-o", required = true, paramLabel = "DIR", description = "Output folder.")
  private Path folder;

  @Override
  public Report report() {
    Outputs.requireFolder(folder);
    Design read = DesignFile.read(design);
    progress("planning and quantising");
    Calibrated calibrated = core.deployment(design, read);
    Deployment deployment = calibrated.deployment();
    progress("generating");
    EmittedDesign emitted =
        Emitter.emit(deployment, core.origin(design, calibrated))
            .with(VectorBench.files(deployment.core(), VECTORS, core.seed(design)));
    Map<String, String> files = Packaging.of(deployment.plan(), emitted, Version.current()).files();
    Map<String, String> all = new TreeMap<>(emitted.in(folder).files());
    all.putAll(files);
    OutputFolder.write(folder, all);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("design", read.name());
    values.put("top", emitted.top());
    List<String> names = new ArrayList<>(files.keySet());
    names.add(VectorBench.file(emitted));
    values.put("files", names);
    values.put("calibration", calibrated.calibration());
    String text =
        String.format(
            Locale.ROOT,
            "%s: %s%nscales from %s%n",
            folder,
            String.join(", ", names),
            calibrated.calibration());
    return new Report(values, text, true);
  }
}
