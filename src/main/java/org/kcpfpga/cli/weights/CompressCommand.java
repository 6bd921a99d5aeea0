package org.kcpfpga.cli.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.output.Outputs;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.compress.Budget;
import org.kcpfpga.compress.KroneckerFit.Fit;
import org.kcpfpga.compress.ModeSearch;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp compress}: a dense model becomes a KCP model that is near it. */
@Command(
    name = "compress",
    description = "Fits KCP operators to the matrices of a dense model, without training.")
public final class CompressCommand extends ReportCommand {
  @Parameters(paramLabel = "DENSE", description = "Model of format dense (safetensors).")
  private Path dense;

  @Option(
      names = "--parameters",
      paramLabel = "P",
      description = "The most factor entries of each operator; or --terms and --ranks.")
  private Long parameters;

  @Option(names = "--terms", paramLabel = "K", description = "Terms of each operator.")
  private Integer terms;

  @Option(
      names = "--ranks",
      paramLabel = "R",
      description = "The rank of every mode, cut to what a mode can use.")
  private Integer ranks;

  @Option(names = "--in", description = "Modes of the input; else two that fit best.")
  private String in;

  @Option(names = "--out", description = "As many modes of the hidden units, without gates.")
  private String out;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the fit of more than two modes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "-o", required = true, paramLabel = "FILE", description = "Model (safetensors).")
  private Path output;

  @Override
  public Report report() {
    long begin = System.nanoTime();
    Budget budget = budget();
    requirePlaces();
    FormatModel model = FormatModelFile.read(dense);
    progress("fitting the input operator");
    Fit input = fit("input", model.input(), model.gates(), in, budget);
    Fit hidden = null;
    if (model.hidden() != null) {
      progress("fitting the hidden operator");
      hidden = fit("hidden", model.hidden(), model.gates(), out, budget);
    }
    Model fitted =
        Model.of(
            model.cell(),
            input.operator(),
            hidden == null ? null : hidden.operator(),
            model.tensors());
    AcceleratorPlan plan = Planner.plan(InputFiles.design(null, output, fitted));
    ModelFile.write(output, fitted);
    Map<String, Object> values = new LinkedHashMap<>();
    List<Map<String, Object>> operators = new ArrayList<>();
    operators.add(FitText.values("input", input, model.input().parameters()));
    if (hidden != null) {
      operators.add(FitText.values("hidden", hidden, model.hidden().parameters()));
    }
    values.put("operators", operators);
    values.put("parameters", fitted.parametersInput());
    values.put("parametersCell", fitted.parametersCell());
    values.putAll(FitText.values(plan));
    values.put("seed", seed);
    values.put("seconds", (System.nanoTime() - begin) / 1e9);
    String text =
        FitText.table(operators)
            + String.format(Locale.ROOT, "%ncore of %s: %s%n", output, FitText.line(plan));
    return new Report(values, text, true);
  }

  /** Before anything is computed. */
  private void requirePlaces() {
    if ((in == null) != (out == null)) {
      throw UserError.at(in == null ? "--in" : "--out", "missing", "both --in and --out, or none");
    }
    AtomicFile.require(output);
    Outputs.requireOther(output, "DENSE", dense);
  }

  private Budget budget() {
    boolean shaped = terms != null && ranks != null;
    if (parameters == null ? !shaped : terms != null || ranks != null) {
      throw UserError.at(
          "--parameters",
          parameters == null ? "missing" : "with --terms or --ranks",
          "--parameters, or --terms and --ranks");
    }
    if (parameters != null) {
      require("--parameters", parameters);
      return new Budget(parameters, 1, 1);
    }
    require("--terms", terms);
    require("--ranks", ranks);
    return new Budget(0, terms, ranks);
  }

  private static void require(String option, long value) {
    if (value < 1 || value > 1 << 24) {
      throw UserError.at(option, value, "1 to 2^24");
    }
  }

  /** {@code inModes} are those of x of this operator; null for a search. */
  private Fit fit(String name, FormatOperator operator, int gates, String inModes, Budget budget) {
    if (operator.format().kind() != FormatKind.DENSE) {
      throw UserError.at(
          dense + ": " + name + ": format", operator.format().kind().jsonName(), "dense");
    }
    Tensor matrix = operator.cores().get(0);
    try {
      if (inModes == null) {
        return ModeSearch.best(matrix, gates, budget, seed);
      }
      int[] rows = modes("--out", out, matrix.extent(0) / gates);
      int[] columns = modes(name.equals("input") ? "--in" : "--out", inModes, matrix.extent(1));
      if (rows.length != columns.length) {
        throw UserError.at("--out", out, columns.length + " modes, as many as --in " + in);
      }
      rows[0] *= gates;
      return ModeSearch.best(matrix, columns, rows, budget, seed);
    } catch (UserError e) {
      throw e.getMessage().startsWith("--") ? e : e.within(name);
    }
  }

  private static int[] modes(String option, String text, int size) {
    List<Integer> numbers = FormatOptions.numbers(option, text);
    if (numbers.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact) != size) {
      throw UserError.at(option, text, "modes whose product is " + size);
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
