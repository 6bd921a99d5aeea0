package org.kcpfpga.cli;

import org.kcpfpga.emit.PlanDocument;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Stage;

/** A plan as a table. */
final class PlanText {
  private PlanText() {}

  static String of(AcceleratorPlan plan) {
    StringBuilder text = new StringBuilder();
    var values = PlanDocument.values(plan);
    long interval = plan.cycles().interval();
    text.append(
        String.format(
            "%s: %s, %d -> %d, %d factor entries for %d dense weights%n%n",
            plan.design().name(),
            plan.design().cell().jsonName(),
            plan.design().inSize(),
            plan.design().hiddenSize(),
            values.get("parametersCell"),
            plan.design().denseMacs()));
    text.append(
        String.format(
            "%-18s %11s %15s %9s %6s%n",
            "stage", "multipliers", "multiplications", "cycles", "busy"));
    for (Stage stage : plan.pipeline().stages()) {
      text.append(
          String.format(
              "%-18s %11d %15d %9d %5.1f%%%n",
              stage.name(),
              stage.multipliers(),
              stage.multiplications(),
              stage.cycles(),
              100.0 * stage.cycles() / interval));
    }
    text.append(
        String.format(
            "%-18s %11d %15d%n%n",
            "total", plan.pipeline().multipliers(), plan.pipeline().multiplications()));
    text.append(
        String.format(
            "interval     %8d cycles per step%n"
                + "input bound  %8d cycles, N / p = %d / %d; distance %.2f %%%n"
                + "limited by   %s%n"
                + "latency      %8d cycles%n"
                + "utilisation  %8.3f%n"
                + "memory       %8s bits%n",
            interval,
            plan.inputBound(),
            plan.design().inSize(),
            plan.design().inputLanes(),
            100.0 * (interval - plan.inputBound()) / plan.inputBound(),
            limit(plan),
            plan.cycles().latency(),
            plan.utilisation(),
            values.get("memoryBits")));
    return text.toString();
  }

  private static String limit(AcceleratorPlan plan) {
    long interval = plan.cycles().interval();
    if (interval == plan.inputBound()) {
      return "the input stream";
    }
    for (Stage stage : plan.pipeline().stages()) {
      if (stage.cycles() == interval) {
        return stage.name();
      }
    }
    return "the recurrence: the next step needs all of h";
  }
}
