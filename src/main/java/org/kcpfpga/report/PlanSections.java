package org.kcpfpga.report;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.page.Block;
import org.kcpfpga.page.Chart;
import org.kcpfpga.page.Figures;
import org.kcpfpga.page.Page;
import org.kcpfpga.page.Paragraph;
import org.kcpfpga.page.Table;
import org.kcpfpga.page.Timeline;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.timing.Occupancy;
import org.kcpfpga.plan.timing.Timing;

/** The sections about one core: figures, occupancy, roofline, stages. */
final class PlanSections {
  private static final String ALONE = "#1565c0";
  private static final String SHARED = "#ef6c00";
  private static final String PORT = "#757575";

  private PlanSections() {}

  /** The key figures of a core. */
  static Figures figures(AcceleratorPlan plan) {
    return new Figures()
        .add(number(plan.cycles().interval()), "cycles a step")
        .add(number(plan.inputBound()), "input bound, cycles")
        .add(number(plan.cycles().latency()), "latency, cycles")
        .add(number(plan.pipeline().multipliers()), "multipliers")
        .add(percent(plan.utilisation()), "of them busy")
        .add(number(plan.design().denseMacs()), "multiplications if dense")
        .add(number(plan.pipeline().multiplications()), "multiplications");
  }

  /** Occupancy, roofline and stages. */
  static void add(Page page, AcceleratorPlan plan) {
    Occupancy occupancy = Timing.occupancy(plan.pipeline(), plan.cycles().interval());
    page.section(
        "Pipeline, cycle by cycle",
        new Paragraph(
            "One step in steady state, from the plan's own timing: which stage issues work in"
                + " which cycle. Stages in orange share multipliers; the rows of banks show"
                + " these multipliers. Hover for cycles."),
        timeline(occupancy));
    page.section(
        "Roofline",
        new Paragraph(
            "Multiplications a cycle against multiplications for each input element: a core can"
                + " pass neither its multipliers nor what its input lanes bring."),
        roofline(plan));
    page.section("Stages", stages(plan));
  }

  private static Timeline timeline(Occupancy occupancy) {
    Timeline timeline = new Timeline(occupancy.cycles());
    Map<String, Long> users = new LinkedHashMap<>();
    Map<String, BitSet> banks = new LinkedHashMap<>();
    for (Occupancy.Row row : occupancy.rows()) {
      if (row.bank() != null) {
        users.merge(row.bank(), 1L, Long::sum);
        banks.computeIfAbsent(row.bank(), b -> new BitSet()).or(row.active());
      }
    }
    for (Occupancy.Row row : occupancy.rows()) {
      boolean shared = row.bank() != null && users.get(row.bank()) > 1;
      String colour = row.products() == 0 ? PORT : shared ? SHARED : ALONE;
      timeline.row(row.name(), colour, row.active());
    }
    banks.forEach(
        (bank, busy) -> {
          if (users.get(bank) > 1) {
            timeline.row(bank, SHARED, busy);
          }
        });
    return timeline;
  }

  private static Block roofline(AcceleratorPlan plan) {
    double products = plan.pipeline().parallelProducts();
    double lanes = (double) plan.design().inSize() / plan.inputBound();
    double work = plan.pipeline().multiplications();
    double intensity = work / plan.design().inSize();
    double ridge = products / lanes;
    double left = Math.min(intensity, ridge) / 4;
    double right = Math.max(intensity, ridge) * 4;
    return Chart.points("", "multiplications for an input element", "multiplications a cycle", true)
        .set(
            "roof",
            true,
            List.of(
                new Chart.Point(left, left * lanes, "input"),
                new Chart.Point(ridge, products, "multipliers = lanes x intensity"),
                new Chart.Point(right, products, "all multipliers")))
        .set(
            plan.design().name(),
            false,
            List.of(
                new Chart.Point(intensity, work / plan.cycles().interval(), plan.design().name())));
  }

  private static Table stages(AcceleratorPlan plan) {
    Table table = new Table("stage", "multipliers", "shared bank", "multiplications", "cycles");
    for (Stage stage : plan.pipeline().stages()) {
      var bank = plan.pipeline().bankOf(stage.name());
      boolean shared = bank != null && bank.shared();
      table.row(
          stage.name(),
          stage.multipliers(),
          shared ? bank.name() : null,
          stage.multiplications(),
          stage.cycles());
    }
    return table;
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
