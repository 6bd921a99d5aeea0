package org.kcpfpga.cli.weights;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.accuracy.Comparison;
import org.kcpfpga.accuracy.Engine;
import org.kcpfpga.cli.option.CalibrationOptions;
import org.kcpfpga.cli.option.CalibrationOptions.Otherwise;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.option.SequenceOptions;
import org.kcpfpga.cli.option.SequenceOptions.Sequences;
import org.kcpfpga.cli.output.Outputs;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.text.ComparisonText;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.design.Design;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Explorer;
import org.kcpfpga.report.ModelPage;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp report}: one page about a model on a core. */
@Command(
    name = "report",
    description = "Writes one page: what a model costs on a core, how fast and how exact it is.")
public final class ReportPageCommand extends ReportCommand {
  @Parameters(paramLabel = "MODEL", description = "Model (safetensors).")
  private Path model;

  @Mixin private SequenceOptions sequences = new SequenceOptions();

  @Option(
      names = "--design",
      description = "Design file or generated folder; else one that suits the model.")
  private Path design;

  @Mixin private CalibrationOptions calibration = new CalibrationOptions();

  @Option(names = "-o", paramLabel = "FILE", required = true, description = "The page (HTML).")
  private Path output;

  @Override
  public Report report() {
    sequences.check();
    AtomicFile.require(output);
    Outputs.requireOther(output, "MODEL", model);
    Model weights = ModelFile.read(model);
    Sequences read = sequences.read(weights);
    Design chosen = InputFiles.design(design, model, weights);
    Deployment deployment =
        calibration
            .deployment(design, chosen, model, weights, Otherwise.input(read.inputs()))
            .deployment();
    progress("running the model");
    Comparison result = Comparison.of(deployment, read.inputs(), read.labels(), Engine.FIXED);
    progress("planning other cores of this shape");
    List<AcceleratorPlan> front = Explorer.front(chosen);
    ModelPage.of(
            model.getFileName().toString(),
            new ModelPage.Run(deployment, read.inputs(), read.labels(), read.classes(), result),
            front)
        .write(output);
    Map<String, Object> values =
        new LinkedHashMap<>(ComparisonText.values(deployment, read.inputs(), result));
    values.put("page", output.toString());
    return new Report(values, String.format(Locale.ROOT, "the page is %s%n", output), true);
  }
}
