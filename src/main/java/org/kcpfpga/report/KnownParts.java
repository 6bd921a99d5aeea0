package org.kcpfpga.report;

import java.util.List;
import org.kcpfpga.page.Paragraph;
import org.kcpfpga.page.Table;
import org.kcpfpga.plan.AcceleratorPlan;

/** What parts have in multipliers, against what a core needs of them. */
final class KnownParts {
  /**
   * A part.
   *
   * @param multipliers hard multipliers of at least 18 x 18 bits, by its data sheet
   * @param megahertz clock that the speeds are told for
   * @param measured whether a core of ours was placed and routed at about that clock
   */
  private record Part(String name, int multipliers, double megahertz, boolean measured) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("Lattice iCE40 UP5K", 8, 25, true),
          new Part("Lattice ECP5-25F", 28, 55, true),
          new Part("Lattice ECP5-85F", 156, 60, true),
          new Part("AMD Artix-7 35T", 90, 100, false),
          new Part("AMD Artix-7 100T", 240, 100, false),
          new Part("AMD Zynq 7020", 220, 100, false),
          new Part("AMD Kintex UltraScale+ KU5P", 1824, 200, false));

  private KnownParts() {}

  static Table table(AcceleratorPlan plan) {
    Table table =
        new Table("part", "multipliers", "needed", "fits", "clock, MHz", "steps a second");
    int needed = plan.pipeline().multipliers();
    for (Part part : PARTS) {
      table.row(
          part.name(),
          part.multipliers(),
          needed,
          needed <= part.multipliers() ? "yes" : "no",
          part.measured() ? part.megahertz() : part.megahertz() + " (assumed)",
          (long) (part.megahertz() * 1e6 / plan.cycles().interval()));
    }
    return table;
  }

  static Paragraph note() {
    return new Paragraph(
        "Hard multipliers alone: synthesis may make some of logic, and kcp fpga estimate counts"
            + " logic and memories too. Clocks are those of placed and routed cores of this"
            + " generator, or assumed where it says so.");
  }
}
