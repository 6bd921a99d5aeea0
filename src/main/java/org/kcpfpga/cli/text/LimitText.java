package org.kcpfpga.cli.text;

import java.util.Locale;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.timing.Busiest;

/** What keeps a core from a shorter interval, as the cycles of its parts show it. */
final class LimitText {
  private LimitText() {}

  static String of(AcceleratorPlan plan) {
    if (plan.cycles().interval() == plan.inputBound()) {
      return "the input stream";
    }
    Busiest busiest = Busiest.of(plan.pipeline(), plan.cycles().interval());
    if (busiest.limits()) {
      return String.format(
          Locale.ROOT, "%s, busy %.0f %%", name(plan, busiest), 100 * busiest.share());
    }
    String busy =
        String.format(Locale.ROOT, "%s is busy %.0f %%", busiest.name(), 100 * busiest.share());
    return plan.pipeline().recurrent()
        ? "the recurrence: the next step needs all of h (" + busy + ")"
        : busy;
  }

  private static String name(AcceleratorPlan plan, Busiest busiest) {
    for (MultiplierBank bank : plan.pipeline().banks()) {
      if (bank.name().equals(busiest.name())) {
        return bank.name() + " (" + String.join(", ", bank.members()) + ")";
      }
    }
    return busiest.name();
  }
}
