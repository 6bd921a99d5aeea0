package org.kcpfpga.rtl.cell;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.StatePort;

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
  private final Bits window;
  private final StatePort.Read read;
  private StatePort.Write written;

  CellState(Datapath cell, Core core, CellIssue issue) {
    this.cell = cell;
    this.plan = core.pipeline().cell();
    this.issue = issue;
    memory =
        cell.zeroedRam(core, "states", plan.stateBits(), plan.sequences() * plan.laneElements());
    Bits sequence = plan.sequences() > 1 ? issue.sequence() : null;
    window = plan.sequences() > 1 ? cell.input("window_sequence", sequence.width()) : null;
    Bits shown = cell.input("window_element", Bits.indexWidth(plan.laneElements()));
    Bits own = address(sequence, issue.element().value());
    Bits address = issue.fire().mux(own, address(window, shown)).named("state_address");
    Bool capture = cell.inputBool("state_capture");
    Bool reads = issue.fire().or(capture);
    Bits word = memory.read(address, reads);
    read = new StatePort.Read(shown, null, capture, cell.output("state_word", plan.stateBits()));
    read.word().drive(word);
    Signed kept = word.asSigned();
    Signed zero = Signed.of(0, plan.stateBits());
    Signed masked = issue.time().register("start", issue.start(), 1).at(1).asBool().mux(zero, kept);
    old = issue.time().standing("old_state", masked.named("old_state").asBits(), 1);
  }

  /** The state before this step, from rank 1 on; zero where a sequence starts. */
  CellValue old() {
    return old;
  }

  /** What reads and writes it at rest, once the new state is kept. */
  StatePort port() {
    return new StatePort(window, read, written);
  }

  /** Keeps the new state, which is there at this rank. */
  void write(CellValue state, CellValue sequence, int rank) {
    Bool kept = issue.time().valid(rank, plan.passes() - 1);
    Bits element = cell.counter("written", plan.laneElements(), kept).value();
    Bits slot = sequence == null ? null : sequence.at(rank);
    Bool write = cell.inputBool("state_write");
    Bits shown = cell.input("write_element", element.width());
    Bits data = cell.input("state_data", plan.stateBits());
    written = new StatePort.Write(shown, null, write, data);
    memory.write(
        kept.or(write),
        write.mux(address(window, shown), address(slot, element)),
        write.mux(data, state.at(rank)));
  }

  /** sequence * M + element. */
  private Bits address(Bits sequence, Bits element) {
    return Datapath.placeAddress(sequence, plan.sequences(), element, plan.laneElements());
  }
}
