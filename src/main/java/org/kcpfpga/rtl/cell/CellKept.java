package org.kcpfpga.rtl.cell;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.rtl.base.Datapath;

/**
 * A gate of every element from the first pass of a step to the second. A word is written before the
 * second pass begins, and that reads it: no step sees what another left.
 */
final class CellKept {
  private final Datapath cell;
  private final CellPlan plan;
  private final CellTime time;
  private final Ram memory;
  private final CellValue value;

  CellKept(Datapath cell, Core core, CellIssue issue) {
    this.cell = cell;
    this.plan = core.pipeline().cell();
    this.time = issue.time();
    memory = cell.ram(core, "kept_gates", plan.bits().latent(), plan.laneElements());
    Bool reads = issue.fire().and(issue.passes().second);
    Bits word = memory.read(issue.element().value(), reads);
    value = time.standing("kept_gate", word, 1);
  }

  /** What was kept, in the second pass from rank 1 on. */
  CellValue value() {
    return value;
  }

  /** Keeps a gate of the first pass, which is there at this rank. */
  void write(Bits gate, int rank) {
    Bool write = time.valid(rank, 0);
    Bits element = cell.counter("kept_element", plan.laneElements(), write).value();
    memory.write(write, element, gate);
  }
}
