package org.kcpfpga.rtl;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.image.Core;
import org.kcpfpga.rtl.base.Sink;
import org.kcpfpga.rtl.cell.CellBlock;
import org.kcpfpga.rtl.control.ControlPort;
import org.kcpfpga.rtl.control.StateWindow;
import org.kcpfpga.rtl.control.StreamInput;
import org.kcpfpga.rtl.stage.StepMaker;
import org.kcpfpga.rtl.stage.StepTaker;

/** Connects the state window of a recurrent core with all that keeps a part of the state. */
final class WindowWiring {
  private final ControlPort control;
  private final StateWindow window;
  private final CellBlock cell;
  private final boolean keepsStates;

  WindowWiring(Core core, ControlPort control, CellBlock cell) {
    this.control = control;
    this.window = control.window();
    this.cell = cell;
    this.keepsStates = core.pipeline().cell().stateBits() > 0;
  }

  /** {@code tokens}: into the queue of h on its way to the hidden side. */
  void connect(StreamInput stream, StepMaker input, StepTaker hidden, Sink tokens) {
    stream.loading().drive(window.loading);
    control.placesFull().drive(hidden.places().full());
    window.room.drive(cell.toHidden().room());
    cell.toHidden().write().drive(window.write);
    hidden.places().emptied().drive(window.emptied);
    input.loaded().loaded().drive(window.loaded);
    if (window.sequence() != null) {
      hidden.places().sequence().drive(window.sequence());
      input.loaded().sequence().drive(window.sequence());
    }
    push(tokens);
    if (keepsStates) {
      cell.window().connect(window.states());
    }
  }

  /** What is loaded goes the way of what the cell gives. */
  private void push(Sink tokens) {
    Bool write = window.write;
    CellBlock.Given given = cell.output();
    List<Bits> token = new ArrayList<>();
    token.add(write.mux(window.value, given.value()));
    if (window.sequence() != null) {
      token.add(write.mux(window.sequence(), given.sequence()));
    }
    tokens.push().drive(write.or(given.push()));
    tokens.data().drive(Bits.pack(token));
  }
}
