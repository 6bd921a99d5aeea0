package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.accuracy.Comparison;
import org.kcpfpga.accuracy.Engine;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.cli.option.CalibrationOptions;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CalibrationOptions.Otherwise;
import org.kcpfpga.cli.option.FaultOptions;
import org.kcpfpga.cli.option.HtmlOption;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.option.SequenceOptions;
import org.kcpfpga.cli.option.SequenceOptions.Sequences;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.text.ComparisonText;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignText;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.page.Page;
import org.kcpfpga.report.ModelPage;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.rnn.Network;
import org.kcpfpga.rnn.Readout;
import org.kcpfpga.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kcp compare}: the same inputs through software and hardware. */
@Command(
    name = "compare",
    description = "Compares hardware with software outputs: errors, accuracy, cycles.")
public final class CompareCommand extends ReportCommand implements CallsTools {
  @Option(names = "--model", description = "Model (safetensors); else the model of the demo.")
  private Path model;

  @Mixin private SequenceOptions sequences = new SequenceOptions();

  @Option(
      names = "--design",
      description = "Design file or generated folder; else one that suits the model.")
  private Path design;

  @Mixin private CalibrationOptions calibration = new CalibrationOptions();

  @Option(
      names = "--engine",
      defaultValue = "verilator",
      description =
          "float alone (a model of any format), or fixed, cycle or verilator against it (default:"
              + " ${DEFAULT-VALUE}).")
  private Engine engine;

  @Mixin private FaultOptions fault = new FaultOptions();

  @Mixin private HtmlOption html = new HtmlOption();

  @Override
  public List<String> tools() {
    return engine == Engine.VERILATOR ? SIMULATION : List.of();
  }

  @Override
  public Report report() {
    long begin = System.nanoTime();
    requireUsage();
    Path modelFile = model == null ? Home.file("models/fashion-kcp-lstm.safetensors") : model;
    Network network =
        engine == Engine.FLOAT ? FormatModelFile.network(modelFile) : ModelFile.read(modelFile);
    Sequences read = sequences.read(network);
    Report report =
        engine != Engine.FLOAT && network instanceof Model weights
            ? compared(modelFile, weights, read)
            : exact(modelFile, network, read.inputs(), read.labels());
    report.values().put("engine", engine.name().toLowerCase(Locale.ROOT));
    report.values().put("seconds", (System.nanoTime() - begin) / 1e9);
    return report;
  }

  /** Floating point alone, of a model in any format. */
  private static Report exact(Path file, Network network, Tensor inputs, Tensor expected) {
    Tensor hidden = EngineRun.exact(network, inputs).hidden();
    boolean classified = expected != null && network.classes() > 0;
    int correct = classified ? Readout.correct(Readout.logits(network, hidden), expected) : 0;
    int sequences = inputs.extent(0);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("sequences", sequences);
    values.put("steps", inputs.extent(1));
    values.put("parameters", network.parametersInput());
    values.put("parametersCell", network.parametersCell());
    values.put("denseMacs", network.denseMacs());
    values.put("accuracyFloat", classified ? (Double) ((double) correct / sequences) : null);
    String text =
        String.format(
            Locale.ROOT,
            "%s: %d sequences of %d steps, %d parameters (%d of the input operator)%s%n",
            file,
            sequences,
            inputs.extent(1),
            network.parametersCell(),
            network.parametersInput(),
            classified
                ? String.format(
                    Locale.ROOT, "%naccuracy in floating point: %d of %d", correct, sequences)
                : "");
    return new Report(values, text, true);
  }

  private Report compared(Path modelFile, Model weights, Sequences read) {
    Tensor inputs = read.inputs();
    Design chosen = InputFiles.design(design, modelFile, weights);
    Calibrated calibrated =
        calibration.deployment(design, chosen, modelFile, weights, Otherwise.input(inputs));
    Deployment deployment = calibrated.deployment();
    progress("comparing");
    Comparison result = compare(deployment, inputs, read.labels());
    html.write(() -> page(modelFile, deployment, read, result));
    Map<String, Object> values =
        new LinkedHashMap<>(ComparisonText.values(deployment, inputs, result));
    values.put("calibration", calibrated.calibration());
    values.put("designFile", DesignText.values(chosen));
    String text =
        String.format(
            Locale.ROOT,
            "%s%n%sscales from %s%n",
            ComparisonText.text(deployment, inputs, result),
            design == null ? InputFiles.told(chosen, modelFile) : "",
            calibrated.calibration());
    return new Report(values, text, result.difference().count() == 0);
  }

  private void requireUsage() {
    boolean core = design != null || given("--calibrate") || fault.any() || given("--html");
    if (engine == Engine.FLOAT && core) {
      throw UserError.at(
          "--engine", "float", "fixed, cycle or verilator, for which the other options are");
    }
    if (!engine.hardware() && fault.any()) {
      throw UserError.at("--engine", "fixed", "cycle or verilator, which a fault can be seen in");
    }
    sequences.check();
    html.check();
  }

  private static Page page(Path model, Deployment deployment, Sequences read, Comparison result) {
    return ModelPage.of(
        model.getFileName().toString(),
        new ModelPage.Run(deployment, read.inputs(), read.labels(), read.classes(), result),
        List.of());
  }

  private Comparison compare(Deployment deployment, Tensor inputs, Tensor expected) {
    return Comparison.of(
        deployment,
        inputs,
        expected,
        EngineRun.of(Engine.FLOAT, deployment, inputs),
        EngineRun.of(Engine.FIXED, fault.software(deployment), inputs),
        engine.hardware() ? EngineRun.of(engine, fault.hardware(deployment), inputs) : null);
  }
}
