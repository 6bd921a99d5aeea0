package org.kcpfpga.report;

import java.util.Arrays;
import java.util.List;
import org.kcpfpga.design.Design;
import org.kcpfpga.page.Chart;
import org.kcpfpga.page.Page;
import org.kcpfpga.page.Paragraph;
import org.kcpfpga.page.Table;
import org.kcpfpga.plan.AcceleratorPlan;

/** Pages of plans: of one core, and of the trade-off of a shape. */
public final class PlanPage {
  private PlanPage() {}

  /** One core. */
  public static Page of(AcceleratorPlan plan) {
    Page page = new Page(plan.design().name(), subtitle(plan.design()));
    page.section("In figures", PlanSections.figures(plan));
    PlanSections.add(page, plan);
    return page.section("On known parts", KnownParts.table(plan), KnownParts.note());
  }

  /** The cores of a shape that no other undercuts in both interval and multipliers. */
  public static Page front(Design design, List<AcceleratorPlan> plans) {
    Page page = new Page(design.name() + ": what can be chosen", subtitle(design));
    page.section("Interval against multipliers", frontChart(null, plans));
    Table table =
        new Table("design key", "multipliers", "interval", "input bound", "latency", "utilisation");
    for (AcceleratorPlan plan : plans) {
      table.row(
          key(plan.design()),
          plan.pipeline().multipliers(),
          plan.cycles().interval(),
          plan.inputBound(),
          plan.cycles().latency(),
          PlanSections.percent(plan.utilisation()));
    }
    return page.section(
        "All of them",
        new Paragraph("No other core of this shape undercuts one of these in both."),
        table);
  }

  /** The front, with one core marked unless it is null. */
  static Chart frontChart(AcceleratorPlan chosen, List<AcceleratorPlan> plans) {
    Chart chart = Chart.points("", "multipliers", "cycles a step", true);
    chart.set("front", true, plans.stream().map(PlanPage::point).toList());
    if (chosen != null) {
      chart.set(chosen.design().name(), false, List.of(point(chosen)));
    }
    return chart;
  }

  private static Chart.Point point(AcceleratorPlan plan) {
    return new Chart.Point(
        plan.pipeline().multipliers(), plan.cycles().interval(), key(plan.design()));
  }

  /** The key that makes this core of its shape: "inputLanes 12". */
  public static String key(Design design) {
    return design.lanes().key() + " " + design.lanes().value();
  }

  static String subtitle(Design design) {
    String input = design.cell().jsonName() + " " + Arrays.toString(design.input().in());
    return input
        + " to "
        + Arrays.toString(design.input().rows())
        + " rows, K "
        + design.input().terms()
        + ", R "
        + Arrays.toString(design.input().ranks())
        + "; bits "
        + design.bits().activation()
        + "/"
        + design.bits().factor()
        + "/"
        + design.bits().latent()
        + "/"
        + design.bits().state();
  }
}
