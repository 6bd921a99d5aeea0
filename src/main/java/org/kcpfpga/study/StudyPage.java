package org.kcpfpga.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.kcpfpga.page.Chart;
import org.kcpfpga.page.Page;
import org.kcpfpga.page.Paragraph;
import org.kcpfpga.page.Table;

/** The page of a study. */
public final class StudyPage {
  private StudyPage() {}

  /** Accuracy against what each format costs, and the table. */
  public static Page of(Study study, List<Result> results) {
    List<Summary> all = Summary.of(results);
    Page page =
        new Page(
            "Study: " + study.name(),
            study.data().kind()
                + ", "
                + study.shape().cell().jsonName()
                + " "
                + study.shape().in()
                + " to "
                + study.shape().out()
                + ", "
                + study.seeds().size()
                + " seeds, hidden operator KCP in all");
    page.section(
        "Accuracy against parameters of the input operator",
        chart(all, "parameters", r -> r.cost().parameters()));
    page.section(
        "Accuracy against multiplications of the input operator",
        chart(all, "multiplications a step", r -> r.cost().multiplications()));
    page.section(
        "Accuracy against ideal cycles with 256 multipliers",
        chart(all, "cycles a step", r -> r.cost().cycles()));
    return page.section(
        "All",
        new Paragraph(
            "Accuracy is the share of the test sequences that are right, mean over the seeds;"
                + " spread is the best less the worst seed. Fixed is the accuracy of the core."),
        table(all));
  }

  private static Chart chart(List<Summary> all, String x, ToDoubleFunction<Result> cost) {
    Chart chart = Chart.points("", x, "% right", true);
    Map<String, List<Chart.Point>> sets = new LinkedHashMap<>();
    for (Summary s : all) {
      sets.computeIfAbsent(s.first().format(), f -> new ArrayList<>())
          .add(new Chart.Point(cost.applyAsDouble(s.first()), 100 * s.mean(), name(s.first())));
    }
    sets.forEach((format, points) -> chart.set(format, true, points));
    return chart;
  }

  private static String name(Result result) {
    return result.format() + (result.budget() == 0 ? "" : ", at most " + result.budget());
  }

  private static Table table(List<Summary> all) {
    Table table =
        new Table(
            "format",
            "parameters",
            "multiplications",
            "depth",
            "cycles at 256",
            "accuracy, %",
            "spread, %",
            "fixed, %",
            "core: cycles",
            "core: multipliers");
    for (Summary s : all) {
      Result r = s.first();
      table.row(
          name(r),
          r.cost().parameters(),
          r.cost().multiplications(),
          r.cost().depth(),
          r.cost().cycles(),
          percent(s.mean()),
          percent(s.spread()),
          Double.isNaN(s.fixedMean()) ? null : percent(s.fixedMean()),
          r.core() == null ? null : r.core().interval(),
          r.core() == null ? null : r.core().multipliers());
    }
    return table;
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }
}
