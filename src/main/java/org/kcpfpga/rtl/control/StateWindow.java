package org.kcpfpga.rtl.control;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rtl.base.Datapath;

/** The registers through which the state of a sequence is read and written, in the control port. */
final class StateWindow {
  private final Datapath block;
  private final AxiLitePort axi;
  private final CellPlan cell;
  private final Bool rest;
  private final Bool open;
  private Bool hiddenWrite;
  private Bits hiddenElement;

  /**
   * The window of a core.
   *
   * @param rest the core is at rest
   * @param open it is, and takes a write in this cycle
   */
  StateWindow(Datapath block, AxiLitePort axi, Core core, Bool rest, Bool open) {
    this.block = block;
    this.axi = axi;
    this.cell = core.pipeline().cell();
    this.rest = rest;
    this.open = open;
  }

  void build() {
    Bool selected = sequence();
    hidden();
    if (cell.stateBits() > 0) {
      states(selected);
    }
  }

  /** Returns whether a sequence is being selected. */
  private Bool sequence() {
    Bool none = axi.data().lessThan(cell.sequences()).not().named("no_such_window");
    Bool selected = axi.writes(RegisterMap.SEQUENCE, open.not().or(none));
    if (cell.sequences() == 1) {
      axi.show(RegisterMap.SEQUENCE, Bits.of(0, 32));
      return selected;
    }
    int width = Bits.indexWidth(cell.sequences());
    Bits sequence = block.registerInit("selected_sequence", width, 0);
    sequence.next(selected.mux(axi.data().wrapTo(width), sequence));
    block.output("window_sequence", width).drive(sequence);
    axi.show(RegisterMap.SEQUENCE, sequence.widenTo(32));
    return selected;
  }

  /** h goes the way of what the cell pushes; the first element empties the sequence's place. */
  private void hidden() {
    Bool loading = block.registerBoolInit("is_loading", false);
    Bool room = block.inputBool("hidden_room");
    Bool refused = open.or(loading).and(room).not();
    hiddenWrite = axi.writes(RegisterMap.HIDDEN_DATA, refused).named("writes_hidden");
    Datapath.Counter element = block.counter("hidden_element", cell.size(), hiddenWrite);
    hiddenElement = element.value();
    loading.next(hiddenWrite.mux(element.last().not(), loading));
    block.outputBool("loading").drive(loading);
    block.outputBool("hidden_write").drive(hiddenWrite);
    int bits = cell.bits().activation();
    block.output("hidden_value", bits).drive(axi.data().wrapTo(bits));
    block.outputBool("place_emptied").drive(hiddenWrite.and(hiddenElement.eq(0)));
    block.outputBool("state_loaded").drive(hiddenWrite.and(element.last()));
    axi.show(RegisterMap.HIDDEN_DATA, Bits.of(0, 32));
  }

  private void states(Bool selected) {
    Bool write = axi.writes(RegisterMap.STATE_DATA, open.not()).named("writes_state");
    Bool fresh = block.registerBoolInit("window_fresh", false);
    Bool read = axi.reads(RegisterMap.STATE_DATA, rest.and(fresh).not()).named("reads_state");
    Bits element = element(selected, write, read);
    Bool writes = write;
    Bits written = element;
    Bool captures = rest.and(selected.or(write).or(hiddenWrite).not()).named("captures");
    if (cell.kind() == CellKind.GRU) {
      // h is the state
      writes = write.or(hiddenWrite);
      written = hiddenWrite.mux(hiddenElement, element);
    }
    block.output("window_element", element.width()).drive(element);
    block.output("write_element", element.width()).drive(written);
    block.outputBool("state_write").drive(writes);
    block.output("state_data", cell.stateBits()).drive(axi.data().wrapTo(cell.stateBits()));
    block.outputBool("state_capture").drive(captures);
    fresh.next(captures);
    Bits window = block.input("state_word", cell.stateBits());
    axi.show(RegisterMap.STATE_DATA, window.asSigned().widenTo(32).asBits());
  }

  /** Reading and writing step it, both together once. */
  private Bits element(Bool selected, Bool write, Bool read) {
    Bits zero = Bits.of(0, Bits.indexWidth(cell.size()));
    if (cell.size() == 1) {
      return zero;
    }
    Bits element = block.registerInit("element", zero.width(), 0);
    Bits next = element.plus(1).wrapTo(zero.width());
    Bits after = element.eq(cell.size() - 1).mux(zero, next);
    element.next(selected.mux(zero, write.or(read).mux(after, element)));
    return element;
  }
}
