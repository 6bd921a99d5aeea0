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
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.text.ComparisonText;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.FashionMnist;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignText;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.rnn.Network;
import org.kcpfpga.rnn.Readout;
import org.kcpfpga.tensor.Npy;
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

  @Option(names = "--input", description = "[sequences, steps, N] (.npy).")
  private Path input;

  @Option(names = "--labels", description = "[sequences] (.npy).")
  private Path labels;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Fashion-MNIST test set, for example /usr/share/datasets/fashion-mnist;"
              + " instead of --input and --labels.")
  private Path data;

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
    if (data != null && labels != null) {
      throw UserError.at("--labels", labels, "nothing: --data brings its own");
    }
    LabelledInputs set = data == null ? null : FashionMnist.read(data);
    Path place = data == null ? input : data;
    Tensor raw =
        InputFiles.checked(set == null ? Npy.read(input) : set.inputs(), place, network.inSize());
    Tensor inputs = network.normalised(raw);
    Tensor expected = labels(set, network, inputs.extent(0));
    Report report =
        engine != Engine.FLOAT && network instanceof Model weights
            ? compared(modelFile, weights, inputs, expected)
            : exact(modelFile, network, inputs, expected);
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

  private Report compared(Path modelFile, Model weights, Tensor inputs, Tensor expected) {
    Design chosen = InputFiles.design(design, modelFile, weights);
    Calibrated calibrated =
        calibration.deployment(design, chosen, modelFile, weights, Otherwise.input(inputs));
    Deployment deployment = calibrated.deployment();
    progress("comparing");
    Comparison result = compare(deployment, inputs, expected);
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
    return new Report(values, text, result.mismatchedValues() == 0);
  }

  private void requireUsage() {
    boolean core = design != null || given("--calibrate") || fault.any();
    if (engine == Engine.FLOAT && core) {
      throw UserError.at(
          "--engine", "float", "fixed, cycle or verilator, for which the other options are");
    }
    if (!engine.hardware() && fault.any()) {
      throw UserError.at("--engine", "fixed", "cycle or verilator, which a fault can be seen in");
    }
    if ((input == null) == (data == null)) {
      throw UserError.at("--input", input == null ? "missing" : "given", "--input or --data");
    }
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

  /** Whole numbers of classes, one a sequence; null if there are none. */
  private Tensor labels(LabelledInputs set, Network network, int sequences) {
    if (labels == null) {
      return set == null ? null : set.labels();
    }
    if (network.classes() == 0) {
      throw UserError.at("--labels", labels, "a model with a readout");
    }
    Tensor read = Npy.read(labels).requireShape(labels.toString(), sequences);
    for (int i = 0; i < read.size(); i++) {
      double label = read.values()[i];
      if (label != Math.rint(label) || label < 0 || label >= network.classes()) {
        throw UserError.at(
            labels + "[" + i + "]", label, "a class, 0 to " + (network.classes() - 1));
      }
    }
    return read;
  }
}
