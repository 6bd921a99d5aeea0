package org.kcpfpga.plan;

import java.util.List;
import org.kcpfpga.design.Design;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.planner.build.Allocation;

/** Plans whose cell has multipliers of its own, as many as a test wants. */
public final class PlannedCells {
  private PlannedCells() {}

  /** The plan of a design, but with a cell on so many multipliers and no other bank. */
  public static AcceleratorPlan of(Design design, int lanes) {
    AcceleratorPlan plan = Planner.plan(design);
    Pipeline p = plan.pipeline();
    CellPlan old = p.cell();
    CellPlan cell =
        new CellPlan(
            old.kind(),
            old.size(),
            old.sequences(),
            old.bits(),
            old.sums(),
            old.beats(),
            1,
            CellSchedule.of(old.kind(), old.bits().latent(), lanes, Ranks.of(0)));
    Pipeline changed =
        new Pipeline(p.stream(), p.front(), p.input(), p.hidden(), cell, p.channels(), List.of());
    List<Allocation.Bank> banks = List.of(new Allocation.Bank(lanes, List.of(CellPlan.NAME)));
    Pipeline banked =
        new Allocation(Math.max(1, p.stream().lanes()), banks).withBanks(changed, false);
    return new AcceleratorPlan(design, plan.forms(), banked, plan.cycles());
  }
}
