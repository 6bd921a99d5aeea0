package org.kcpfpga.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.emit.PlanDocument;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.plan.Design;
import org.kcpfpga.plan.DesignFile;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp generate}: the Verilog of a design and everything that goes with it. */
@Command(
    name = "generate",
    description = "Writes Verilog, file list, memory images, plan.json and register map.")
final class GenerateCommand extends ReportCommand {
  @Parameters(paramLabel = "DESIGN", description = "Design file (JSON).")
  private Path design;

  @Option(names = "--model", description = "Model (safetensors); else random factors.")
  private Path model;

  @Option(names = "--calibrate", description = "Inputs that set the scales (.npy).")
  private Path calibrate;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of random factors and inputs (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "-o", required = true, paramLabel = "DIR", description = "Output folder.")
  private Path folder;

  @Override
  Report report() {
    if (folder.toString().isBlank()) {
      throw UserError.at("-o", "empty", "a folder");
    }
    Design read = DesignFile.read(design);
    Model weights = Source.model(model, read, seed);
    Tensor inputs =
        calibrate == null
            ? Source.samples(read, 2, 4, seed)
            : Source.inputs(calibrate, read.inSize());
    Deployment deployment = Source.deployment(read, weights, inputs);
    EmittedDesign emitted = Emitter.emit(deployment.core());
    Emitter.write(emitted, folder);
    Map<String, Object> values = new LinkedHashMap<>(PlanDocument.values(deployment.plan()));
    values.put("seed", seed);
    values.put("top", emitted.top());
    values.put("files", emitted.verilog().size());
    String text =
        String.format(
            "%s: %d Verilog files, %d memory images, top module %s%s%n",
            folder,
            emitted.verilog().size(),
            emitted.images().size(),
            emitted.top(),
            model == null ? ", random factors of seed " + seed : "");
    return new Report(values, text, true);
  }
}
