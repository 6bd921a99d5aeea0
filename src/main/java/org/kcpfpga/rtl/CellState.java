package org.kcpfpga.rtl;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.CellPlan;

/**
 * c of an LSTM or h of a GRU, one word for each sequence and element. A word is written before the
 * hidden sums of its sequence's next step exist, and so before it is read again.
 */
final class CellState {
  private final Datapath cell;
  private final CellPlan plan;
  private final CellIssue issue;
  private final Ram memory;
  private final CellValue old;

  CellState(Datapath cell, CellPlan plan, CellIssue issue) {
    this.cell = cell;
    this.plan = plan;
    this.issue = issue;
    memory = cell.ram("states", plan.stateBits(), plan.sequences() * plan.size());
    Bits sequence = plan.sequences() > 1 ? issue.sequence() : null;
    Signed read = memory.read(address(sequence, issue.element().value()), issue.fire()).asSigned();
    Signed zero = Signed.of(0, plan.stateBits());
    Signed masked = issue.time().register("start", issue.start(), 1).at(1).asBool().mux(zero, read);
    old = issue.time().standing("old_state", masked.named("old_state").asBits(), 1);
  }

  /** The state before this step, from rank 1 on; zero where a sequence starts. */
  CellValue old() {
    return old;
  }

  /** Keeps the new state, which is there at this rank. */
  void write(CellValue state, CellValue sequence, int rank) {
    Bits element = cell.counter("written", plan.size(), issue.time().valid(rank)).value();
    Bits slot = sequence == null ? null : sequence.at(rank);
    memory.write(issue.time().valid(rank), address(slot, element), state.at(rank));
  }

  /** sequence * M + element. */
  private Bits address(Bits sequence, Bits element) {
    return Datapath.placeAddress(sequence, plan.sequences(), element, plan.size());
  }
}
