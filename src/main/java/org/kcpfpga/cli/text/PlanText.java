package org.kcpfpga.cli.text;

import java.util.Locale;
import java.util.Map;
import org.kcpfpga.emit.PlanDocument;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Stage;

/** A plan as a table. */
public final class PlanText {

  public static String of(AcceleratorPlan plan) {
    StringBuilder text = new StringBuilder();
    Map<String, Object> values = PlanDocument.values(plan);
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %s, %d -> %d, %d factor entries for %d dense weights%n%n",
            plan.design().name(),
            plan.design().cell().jsonName(),
            plan.design().inSize(),
            plan.design().hiddenSize(),
            values.get("parametersCell"),
            plan.design().denseMacs()));
    stages(text, plan);
    text.append('\n');
    banks(text, plan);
    totals(text, plan, values.get("memoryBits"));
    return text.toString();
  }

  private static void stages(StringBuilder text, AcceleratorPlan plan) {
    text.append(
        String.format(
            Locale.ROOT,
            "%-18s %-7s %11s %5s %15s %9s %6s %12s%n",
            "stage",
            "bank",
            "multipliers",
            "fold",
            "multiplications",
            "cycles",
            "busy",
            "memory bits"));
    for (PlanDocument.StageRow row : PlanDocument.rows(plan)) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-18s %-7s %11d %5d %15d %9d %5.1f%% %12d%n",
              row.name(),
              row.bank() == null ? "-" : row.bank(),
              row.multipliers(),
              row.fold(),
              row.multiplications(),
              row.cycles(),
              100.0 * row.cycles() / plan.cycles().interval(),
              row.memoryBits()));
    }
  }

  private static void totals(StringBuilder text, AcceleratorPlan plan, Object memoryBits) {
    long interval = plan.cycles().interval();
    text.append(
        String.format(
            Locale.ROOT,
            "interval     %8d cycles per step%ninput bound  %8d cycles, N / p = %d / %d; distance"
                + " %.2f %%%nlimited by   %s%nlatency      %8d cycles from the first beat accepted"
                + " to the last beat delivered of a step%n             in an idle core, both"
                + " included%nutilisation  %8.3f%ndense MACs   %8.1f per cycle and"
                + " multiplier%ndense array  %8d cycles per step with as many multipliers, weights"
                + " at hand%nmemory       %8s bits%n",
            interval,
            plan.inputBound(),
            plan.design().inSize(),
            plan.pipeline().stream().lanes(),
            100.0 * (interval - plan.inputBound()) / plan.inputBound(),
            LimitText.of(plan),
            plan.cycles().latency(),
            plan.utilisation(),
            plan.denseMacsPerCycleAndMultiplier(),
            denseCycles(plan),
            memoryBits));
  }

  /** What each multiplier does: those of the front and of every bank. */
  private static void banks(StringBuilder text, AcceleratorPlan plan) {
    long interval = plan.cycles().interval();
    text.append(String.format(Locale.ROOT, "%-18s %19s %10s%n", "multipliers of", "", "used"));
    if (plan.pipeline().systolic()) {
      FrontPlan front = plan.pipeline().front();
      used(text, front.name(), front.multipliers(), 1.0 * front.cycles() / interval);
    }
    for (MultiplierBank bank : plan.pipeline().banks()) {
      long work =
          plan.pipeline().stages().stream()
              .filter(stage -> bank.members().contains(stage.name()))
              .mapToLong(Stage::multiplications)
              .sum();
      used(text, bank.name(), bank.lanes(), 1.0 * work / bank.lanes() / interval);
    }
    used(text, "total", plan.pipeline().multipliers(), plan.utilisation());
    cells(text, plan);
    text.append('\n');
  }

  /** What a front asks of a chip that does not have a multiplier for each of its own. */
  private static void cells(StringBuilder text, AcceleratorPlan plan) {
    FrontPlan front = plan.pipeline().front();
    if (front != null && front.multipliers() < front.parallelProducts()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%s is %s: %d DSP48 for its %d products a beat%n",
              front.name(),
              front.kind().jsonName(),
              front.multipliers(),
              front.parallelProducts()));
    }
  }

  private static void used(StringBuilder text, String name, int multipliers, double share) {
    text.append(
        String.format(Locale.ROOT, "%-18s %19d %9.1f%%%n", name, multipliers, 100.0 * share));
  }

  /** Cycles of the dense matrices, if all products of this core were done in each of them. */
  private static long denseCycles(AcceleratorPlan plan) {
    int products = plan.pipeline().parallelProducts();
    return (plan.design().denseMacs() + products - 1) / products;
  }
}
