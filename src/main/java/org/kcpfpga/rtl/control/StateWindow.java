package org.kcpfpga.rtl.control;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.StatePort;

/** The registers through which the state of a sequence is read and written, in the control port. */
public final class StateWindow {
  /** An element of h is written, or the last of those that the lanes of the cell give at once. */
  public final Bool write;

  /** It, or all of them. */
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
    Bool none = axi.offered("no_such_window", axi.data().lessThan(cell.sequences()).not());
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
    Element element = hiddenElement(writes);
    isLoading.next(writes.mux(element.last().not(), isLoading));
    loading = shown("loading", isLoading);
    write =
        shown("hidden_write", element.lastLane() == null ? writes : writes.and(element.lastLane()));
    value = shown("hidden_value", value(writes, element));
    emptied = shown("place_emptied", writes.and(element.first()));
    loaded = shown("state_loaded", writes.and(element.last()));
    axi.show(RegisterMap.HIDDEN_DATA, Bits.of(0, 32));
    states = cell.stateBits() > 0 ? states(selected, writes, element) : null;
  }

  /**
   * An element by word and lane of the cell; what is said of lanes is null where there is one.
   *
   * @param last it is the last of all
   */
  private record Element(Bits word, Bits lane, Bool lastLane, Bool last) {
    Bool first() {
      Bool first = word.eq(0);
      return lane == null ? first : first.and(lane.eq(0));
    }
  }

  private Element hiddenElement(Bool writes) {
    if (cell.lanes() == 1) {
      Datapath.Counter element = block.counter("hidden_element", cell.size(), writes);
      return new Element(element.value(), null, null, element.last());
    }
    Datapath.Counter lane = block.counter("hidden_lane", cell.lanes(), writes);
    Bool wordEnds = writes.and(lane.last());
    Datapath.Counter word = block.counter("hidden_word", cell.laneElements(), wordEnds);
    return new Element(word.value(), lane.value(), lane.last(), word.last().and(lane.last()));
  }

  /** What is written; for a cell of several lanes behind what was written for those before. */
  private Bits value(Bool writes, Element at) {
    int bits = cell.bits().activation();
    Bits written = axi.data().wrapTo(bits);
    if (at.lane() == null) {
      return written;
    }
    List<Bits> word = new ArrayList<>();
    for (int lane = 0; lane < cell.lanes() - 1; lane++) {
      Bits held = block.register("hidden_lane" + lane, bits);
      held.next(writes.and(at.lane().eq(lane)).mux(written, held));
      word.add(held);
    }
    word.add(written);
    return Bits.pack(word);
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

  private StatePort states(Bool selected, Bool hiddenWrite, Element hidden) {
    Bool writes = axi.writes(RegisterMap.STATE_DATA, open.not()).named("writes_state");
    Bool fresh = block.registerBoolInit("window_fresh", false);
    Bool shows = rest.and(fresh).named("shows_state");
    Bool read = axi.reads(RegisterMap.STATE_DATA, shows.not()).named("reads_state");
    Element element = element(selected, writes, read);
    Element written = element;
    Bool captures = rest.and(selected.or(writes).or(hiddenWrite).not()).named("captures");
    if (cell.kind().keepsHidden()) {
      // h is the state
      writes = writes.or(hiddenWrite);
      written = either(hiddenWrite, hidden, element);
    }
    Bits readElement = shown("window_element", element.word());
    Bits readLane = element.lane() == null ? null : shown("window_lane", element.lane());
    Bits writeElement = shown("write_element", written.word());
    Bits writeLane = written.lane() == null ? null : shown("write_lane", written.lane());
    Bool stateWrite = shown("state_write", writes);
    Bits data = shown("state_data", axi.data().wrapTo(cell.stateBits()));
    // what is read while something is written is not fresh, so that nobody is shown it
    Bool capture = shown("state_capture", rest);
    fresh.next(captures);
    Bits word = block.input("state_word", cell.stateBits());
    axi.show(RegisterMap.STATE_DATA, word.asSigned().widenTo(32).asBits());
    return new StatePort(
        sequence,
        new StatePort.Read(readElement, readLane, capture, word),
        new StatePort.Write(writeElement, writeLane, stateWrite, data));
  }

  private static Element either(Bool which, Element one, Element other) {
    Bits lane = one.lane() == null ? null : which.mux(one.lane(), other.lane());
    return new Element(which.mux(one.word(), other.word()), lane, null, null);
  }

  /** Reading and writing step it, both together once. */
  private Element element(Bool selected, Bool write, Bool read) {
    Bool step = write.or(read);
    if (cell.lanes() == 1) {
      return new Element(stepped("element", cell.size(), selected, step), null, null, null);
    }
    Bits lane = stepped("lane", cell.lanes(), selected, step);
    Bool ends = step.and(lane.eq(cell.lanes() - 1));
    Bits word = stepped("element", cell.laneElements(), selected, ends);
    return new Element(word, lane, null, null);
  }

  /** A register that counts the steps up to a bound, and is cleared. */
  private Bits stepped(String name, int bound, Bool clear, Bool step) {
    Bits zero = Bits.of(0, Bits.indexWidth(bound));
    if (bound == 1) {
      return zero;
    }
    Bits element = block.registerInit(name, zero.width(), 0);
    Bits next = element.plus(1).wrapTo(zero.width()).named(name + "_after");
    Bits after = element.eq(bound - 1).mux(zero, next);
    element.next(clear.mux(zero, step.mux(after, element)));
    return element;
  }
}
