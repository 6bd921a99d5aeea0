package org.kcpfpga.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.kcpfpga.accuracy.Comparison;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.accuracy.SignalHistogram;
import org.kcpfpga.accuracy.StageError;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.page.Block;
import org.kcpfpga.page.Chart;
import org.kcpfpga.page.Figures;
import org.kcpfpga.page.HeatTable;
import org.kcpfpga.page.Page;
import org.kcpfpga.page.Paragraph;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.Readout;
import org.kcpfpga.tensor.Tensor;

/** The page of a model on a core: what it costs, how fast and how exact it is. */
public final class ModelPage {
  /**
   * What was run.
   *
   * @param deployment model and core
   * @param inputs [sequences, steps, N]
   * @param labels [sequences], or null
   * @param classes names by label; empty for numbers
   * @param comparison of the engines on these inputs
   */
  public record Run(
      Deployment deployment,
      Tensor inputs,
      Tensor labels,
      List<String> classes,
      Comparison comparison) {}

  private ModelPage() {}

  /**
   * The page.
   *
   * @param front other cores of the same shape; empty for none
   */
  public static Page of(String title, Run run, List<AcceleratorPlan> front) {
    AcceleratorPlan plan = run.deployment().plan();
    Page page = new Page(title, PlanPage.subtitle(plan.design()));
    page.section("In figures", figures(run), PlanSections.figures(plan));
    if (run.labels() != null) {
      page.section("Accuracy through the levels", levels(run.comparison()));
      page.section(
          "Which classes are taken for which",
          new Paragraph("Fixed point, by sequences; darker is a larger part of its row."),
          confusion(run));
    }
    errors(page, run);
    PlanSections.add(page, plan);
    if (!front.isEmpty()) {
      page.section("Other cores of this shape", PlanPage.frontChart(plan, front));
    }
    return page.section("On known parts", KnownParts.table(plan), KnownParts.note());
  }

  private static Figures figures(Run run) {
    Model model = run.deployment().model();
    Comparison c = run.comparison();
    Figures figures = new Figures();
    if (run.labels() != null) {
      figures.add(PlanSections.percent(c.accuracies()[1]), "right in fixed point");
    }
    return figures
        .add(String.format(Locale.ROOT, "%.1f dB", c.error().sqnrDb()), "signal to error of h")
        .add(PlanSections.number(model.parametersInput()), "parameters of the input operator")
        .add(PlanSections.number(model.parametersCell()), "parameters of the cell")
        .add(
            String.format(
                Locale.ROOT, "%,.0f x", (double) model.denseMacs() / model.parametersCell()),
            "fewer than dense")
        .add(PlanSections.number(c.fixed().saturations()), "clipped values");
  }

  private static Chart levels(Comparison c) {
    List<String> names = new ArrayList<>(List.of("float", "fixed point"));
    if (c.hardware() != null) {
      names.add("hardware");
    }
    double[] percent =
        Arrays.stream(c.accuracies()).limit(names.size()).map(share -> 100 * share).toArray();
    return Chart.bars("", names, "% right").set("accuracy", percent);
  }

  private static HeatTable confusion(Run run) {
    Model model = run.deployment().model();
    EngineRun fixed = run.comparison().fixed();
    int[] found = Readout.argmax(Readout.logits(model, fixed.hidden()));
    int size = model.classes();
    long[][] counts = new long[size][size];
    for (int i = 0; i < found.length; i++) {
      counts[(int) run.labels().values()[i]][found[i]]++;
    }
    List<String> names =
        IntStream.range(0, size)
            .mapToObj(i -> i < run.classes().size() ? run.classes().get(i) : "" + i)
            .toList();
    return new HeatTable(names, counts, "is", "taken for");
  }

  private static void errors(Page page, Run run) {
    List<StageError> errors = run.comparison().stageErrors();
    page.section(
        "Error by stage",
        new Paragraph(
            "Signal to quantisation noise up to each stage, with the exact states as inputs."),
        Chart.bars("", errors.stream().map(StageError::name).toList(), "dB")
            .set("SQNR", errors.stream().mapToDouble(StageError::sqnrDb).toArray()));
    List<Block> charts = new ArrayList<>();
    charts.add(
        new Paragraph(
            "Exact values of each stage over the whole of its format: what lies outside is"
                + " clipped, and bits are lost where only the middle is used."));
    for (SignalHistogram h : SignalHistogram.of(run.deployment(), run.inputs())) {
      charts.add(histogram(h));
    }
    page.section("Signals in their formats", charts.toArray(Block[]::new));
  }

  private static Chart histogram(SignalHistogram h) {
    List<String> names =
        IntStream.range(0, SignalHistogram.BINS)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "%.3g",
                        h.limit() * (2 * (i + 0.5) / SignalHistogram.BINS - 1)))
            .toList();
    long clipped = h.below() + h.above();
    String title = h.name() + (clipped == 0 ? "" : ": " + clipped + " clipped");
    return Chart.bars(title, names, "")
        .set("values", Arrays.stream(h.counts()).asDoubleStream().toArray())
        .small();
  }
}
