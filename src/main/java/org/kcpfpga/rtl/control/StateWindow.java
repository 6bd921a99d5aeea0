package org.kcpfpga.rtl.control;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.StatePort;

/** The registers through which the state of a sequence is read and written, in the control port. */
public final class StateWindow {
  /** An element of h is written. */
  public final Bool write;

  /** It. */
  public final Bits value;

  /** A state is being loaded. */
  public final Bool loading;

  /** The channel of h has room for an element. */
  public final Bool room;

  /** The first element of a sequence is written. */
  public final Bool emptied;

  /** Its last element is written. */
  public final Bool loaded;

  private final Datapath block;
  private final AxiLitePort axi;
  private final CellPlan cell;
  private final Bool rest;
  private final Bool open;
  private final Bits sequence;
  private final StatePort states;

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
    Bool none = axi.data().lessThan(cell.sequences()).not().named("no_such_window");
    Bool refused = open.not().or(none).named("refuses_sequence");
    Bool selected = axi.writes(RegisterMap.SEQUENCE, refused).named("selects_sequence");
    Bits shown = cell.sequences() > 1 ? selected(selected) : null;
    sequence = shown == null ? null : shown("window_sequence", shown);
    axi.show(RegisterMap.SEQUENCE, shown == null ? Bits.of(0, 32) : shown.widenTo(32));

    // h goes the way of what the cell pushes; the first element empties the sequence's place
    Bool isLoading = block.registerBoolInit("is_loading", false);
    room = block.inputBool("hidden_room");
    Bool takes = open.or(isLoading).and(room).named("takes_hidden");
    Bool writes = axi.writes(RegisterMap.HIDDEN_DATA, takes.not()).named("writes_hidden");
    Datapath.Counter element = block.counter("hidden_element", cell.size(), writes);
    isLoading.next(writes.mux(element.last().not(), isLoading));
    loading = shown("loading", isLoading);
    write = shown("hidden_write", writes);
    int bits = cell.bits().activation();
    value = block.output("hidden_value", bits);
    value.drive(axi.data().wrapTo(bits));
    emptied = shown("place_emptied", writes.and(element.value().eq(0)));
    loaded = shown("state_loaded", writes.and(element.last()));
    axi.show(RegisterMap.HIDDEN_DATA, Bits.of(0, 32));
    states = cell.stateBits() > 0 ? states(selected, writes, element.value()) : null;
  }

  /** The sequence that the window shows; null where there is one. */
  public Bits sequence() {
    return sequence;
  }

  /** The states of the cell; an error where it keeps none. */
  public StatePort states() {
    return block.part(states, "states");
  }

  /** The sequence that was selected last. */
  private Bits selected(Bool selects) {
    int width = Bits.indexWidth(cell.sequences());
    Bits held = block.registerInit("selected_sequence", width, 0);
    held.next(selects.mux(axi.data().wrapTo(width), held));
    return held;
  }

  private Bool shown(String name, Bool flag) {
    Bool output = block.outputBool(name);
    output.drive(flag);
    return output;
  }

  private Bits shown(String name, Bits word) {
    Bits output = block.output(name, word.width());
    output.drive(word);
    return output;
  }

  private StatePort states(Bool selected, Bool hiddenWrite, Bits hiddenElement) {
    Bool writes = axi.writes(RegisterMap.STATE_DATA, open.not()).named("writes_state");
    Bool fresh = block.registerBoolInit("window_fresh", false);
    Bool shows = rest.and(fresh).named("shows_state");
    Bool read = axi.reads(RegisterMap.STATE_DATA, shows.not()).named("reads_state");
    Bits element = element(selected, writes, read);
    Bits written = element;
    Bool captures = rest.and(selected.or(writes).or(hiddenWrite).not()).named("captures");
    if (cell.kind().keepsHidden()) {
      // h is the state
      writes = writes.or(hiddenWrite);
      written = hiddenWrite.mux(hiddenElement, element);
    }
    Bits readElement = shown("window_element", element);
    Bits writeElement = shown("write_element", written);
    Bool stateWrite = shown("state_write", writes);
    Bits data = shown("state_data", axi.data().wrapTo(cell.stateBits()));
    Bool capture = shown("state_capture", captures);
    fresh.next(captures);
    Bits word = block.input("state_word", cell.stateBits());
    axi.show(RegisterMap.STATE_DATA, word.asSigned().widenTo(32).asBits());
    return new StatePort(
        sequence,
        new StatePort.Read(readElement, capture, word),
        new StatePort.Write(writeElement, stateWrite, data));
  }

  /** Reading and writing step it, both together once. */
  private Bits element(Bool selected, Bool write, Bool read) {
    Bits zero = Bits.of(0, Bits.indexWidth(cell.size()));
    if (cell.size() == 1) {
      return zero;
    }
    Bits element = block.registerInit("element", zero.width(), 0);
    Bits next = element.plus(1).wrapTo(zero.width()).named("element_after");
    Bits after = element.eq(cell.size() - 1).mux(zero, next);
    element.next(selected.mux(zero, write.or(read).mux(after, element)));
    return element;
  }
}
