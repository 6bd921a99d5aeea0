package org.kcpfpga.cli;

import java.nio.file.Path;
import org.kcpfpga.emit.PlanDocument;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.DesignFile;
import org.kcpfpga.plan.Planner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kcp plan}: what a design costs and how fast it is. */
@Command(name = "plan", description = "Shows stages, multipliers, cycles, bound and memory.")
final class PlanCommand extends ReportCommand {
  @Parameters(paramLabel = "DESIGN", description = "Design file (JSON).")
  private Path design;

  @Override
  Report report() {
    AcceleratorPlan plan = Planner.plan(DesignFile.read(design));
    return new Report(PlanDocument.values(plan), PlanText.of(plan), true);
  }
}
