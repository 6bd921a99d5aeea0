package org.kcpfpga.cli.compress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.cli.option.HtmlOption;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.output.Outputs;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.train.DataOptions;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.compress.Budget;
import org.kcpfpga.distillation.Compressed;
import org.kcpfpga.distillation.Compression;
import org.kcpfpga.distillation.Distiller;
import org.kcpfpga.distillation.Distiller.Student;
import org.kcpfpga.distillation.Fitter;
import org.kcpfpga.distillation.Fitter.Fitted;
import org.kcpfpga.distillation.SizeSearch;
import org.kcpfpga.distillation.SizeSearch.Step;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.report.CompressionPage;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp compress}: a dense model becomes a KCP model that is near it. */
@Command(
    name = "compress",
    description = {
      "Fits KCP operators to the matrices of a dense model, and with --data trains them",
      "with the dense model as teacher."
    })
public final class CompressCommand extends ReportCommand {
  @Parameters(paramLabel = "DENSE", description = "Model of format dense (safetensors).")
  private Path dense;

  @Mixin private BudgetOptions budget = new BudgetOptions();
  @Mixin private TeachingOptions teaching = new TeachingOptions();

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "-o", required = true, paramLabel = "FILE", description = "Model (safetensors).")
  private Path output;

  @Mixin private HtmlOption html = new HtmlOption();

  private FormatModel model;
  private Fitter fitter;
  private Distiller distiller;
  private final List<Compressed> tried = new ArrayList<>();

  @Override
  public Report report() {
    long begin = System.nanoTime();
    budget.check(teaching.given());
    requirePlaces();
    requireData();
    Distiller.Method method = teaching.method(seed, budget.drop() != null);
    model = FormatModelFile.read(dense);
    fitter = new Fitter(model, budget.modes(model), budget.most(), seed);
    if (teaching.given()) {
      progress("reading the data");
      DataOptions.Parts sets = teaching.read(dense, model);
      requireAccuracy(sets);
      progress("asking the dense model");
      distiller = teaching.distiller(model, sets, method);
    }
    Compressed chosen = budget.drop() == null ? one(budget.budget(), budget.budget()) : smallest();
    if (chosen != null) {
      ModelFile.write(output, chosen.model());
    }
    Compression result = result(chosen);
    html.write(() -> CompressionPage.of(dense.getFileName().toString(), result));
    CompressText text = new CompressText(result);
    Map<String, Object> values = new LinkedHashMap<>(text.values());
    values.put("seed", seed);
    values.put("seconds", (System.nanoTime() - begin) / 1e9);
    return new Report(values, text.text(output), chosen != null);
  }

  private Compression result(Compressed chosen) {
    return new Compression(
        model,
        distiller == null ? null : distiller.dense(),
        distiller != null && distiller.classifies(),
        List.copyOf(tried),
        chosen);
  }

  /** Before anything is computed. */
  private void requirePlaces() {
    html.check();
    AtomicFile.require(output);
    Outputs.requireOther(output, "DENSE", dense);
    for (Path file : teaching.files()) {
      Outputs.requireOther(output, "--data or --labels", file);
    }
  }

  /** What only means something with data is refused without. */
  private void requireData() {
    String[] names = {
      "--labels", "--test", "--test-labels", "--epochs", "--teacher", "--temperature", "--states"
    };
    for (String name : names) {
      if (!teaching.given() && given(name)) {
        throw UserError.at(name, "given", "--data with it");
      }
    }
  }

  private void requireAccuracy(DataOptions.Parts sets) {
    boolean classes = model.classes() > 0 || sets.labelled();
    if (budget.drop() != null && !classes) {
      throw UserError.at(
          "--accuracy-drop", budget.drop(), "a model with a readout, or labels of a linear one");
    }
  }

  private Compressed one(Budget input, Budget hidden) {
    progress("fitting");
    Fitted fitted = fitter.fit(input, hidden);
    Student student = null;
    if (distiller != null) {
      progress("training " + fitted.model().parametersCell() + " entries");
      student = distiller.teach(fitted.model(), new TeachingProgress(this));
    }
    Model last = student == null ? fitted.model() : student.model();
    Compressed compressed =
        new Compressed(fitted, student, Planner.plan(InputFiles.design(null, output, last)));
    tried.add(compressed);
    return compressed;
  }

  /** The smallest that loses little enough, or null if there is none. */
  private Compressed smallest() {
    if (distiller.dense().validation() == null) {
      throw UserError.at(
          "--accuracy-drop",
          budget.drop(),
          "a class of several sequences, one of them to validate");
    }
    double least = distiller.dense().validation().accuracy() - budget.drop() / 100;
    List<Step> steps =
        SizeSearch.run(
            fitter.largestRatio(),
            ratio -> {
              Compressed rung = one(part(model.input(), ratio), part(model.hidden(), ratio));
              double accuracy = rung.student().tuned().validation().accuracy();
              told(rung, accuracy);
              return accuracy >= least - 1e-9;
            });
    Compressed best = null;
    for (int i = 0; i < steps.size(); i++) {
      Compressed rung = tried.get(i);
      boolean smaller =
          best == null || rung.model().parametersCell() < best.model().parametersCell();
      best = steps.get(i).within() && smaller ? rung : best;
    }
    return best;
  }

  private void told(Compressed rung, double accuracy) {
    line(
        String.format(
            Locale.ROOT,
            "[%d] %.1f times smaller: %d entries, validation %.4f (dense %.4f)",
            tried.size(),
            rung.timesSmaller(),
            rung.model().parametersCell(),
            accuracy,
            distiller.dense().validation().accuracy()));
  }

  private Budget part(FormatOperator operator, double ratio) {
    return operator == null
        ? null
        : fitter.atMost(operator, (long) (operator.parameters() / ratio));
  }
}
