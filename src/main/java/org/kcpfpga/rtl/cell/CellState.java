package org.kcpfpga.rtl.cell;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.rtl.base.Datapath;

/**
 * c of an LSTM or h of a GRU, one word for each sequence and element. A word is written before the
 * hidden sums of its sequence's next step exist, and so before it is read again. At rest it is read
 * and written through the windows. Reset leaves it: the first step of a sequence then starts it.
 */
final class CellState {
  private final Datapath cell;
  private final CellPlan plan;
  private final CellIssue issue;
  private final Ram memory;
  private final CellValue old;

  CellState(Datapath cell, Core core, CellIssue issue) {
    this.cell = cell;
    this.plan = core.pipeline().cell();
    this.issue = issue;
    memory = cell.zeroedRam(core, "states", plan.stateBits(), plan.sequences() * plan.size());
    Bits sequence = plan.sequences() > 1 ? issue.sequence() : null;
    Bits window = plan.sequences() > 1 ? cell.input("window_sequence", sequence.width()) : null;
    Bits shown = cell.input("window_element", Bits.indexWidth(plan.size()));
    Bits own = address(sequence, issue.element().value());
    Bits address = issue.fire().mux(own, address(window, shown)).named("state_address");
    Bool reads = issue.fire().or(cell.inputBool("state_capture"));
    Bits word = memory.read(address, reads);
    cell.output("state_word", plan.stateBits()).drive(word);
    Signed read = word.asSigned();
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
    Bool window = cell.inputBool("state_write");
    Bits shown = plan.sequences() > 1 ? cell.bits("window_sequence") : null;
    Bits written = cell.input("write_element", element.width());
    memory.write(
        issue.time().valid(rank).or(window),
        window.mux(address(shown, written), address(slot, element)),
        window.mux(cell.input("state_data", plan.stateBits()), state.at(rank)));
  }

  /** sequence * M + element. */
  private Bits address(Bits sequence, Bits element) {
    return Datapath.placeAddress(sequence, plan.sequences(), element, plan.size());
  }
}
