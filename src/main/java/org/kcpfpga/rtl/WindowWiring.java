package org.kcpfpga.rtl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.rtl.base.ChannelQueue;
import org.kcpfpga.rtl.control.ControlPort;
import org.kcpfpga.rtl.control.StreamInput;

/** Connects the state window of a recurrent core with all that keeps a part of the state. */
final class WindowWiring {
  private final Pipeline pipeline;
  private final ControlPort control;
  private final Block cell;
  private final Block input;
  private final Block hidden;
  private final boolean numbered;

  /** {@code stages}: by name. */
  WindowWiring(Core core, ControlPort control, Map<String, Block> stages) {
    this.pipeline = core.pipeline();
    this.control = control;
    cell = stages.get(CellPlan.NAME);
    input = stages.get(pipeline.inputExpand().get(0).name());
    hidden = stages.get(pipeline.hiddenExpand().get(0).name());
    numbered = pipeline.stream().slotBits() > 0;
  }

  /** {@code tokens}: the queue of h on its way to the hidden side. */
  void connect(StreamInput stream, ChannelQueue tokens) {
    stream.bool("loading").drive(control.bool("loading"));
    control.bool("places_full").drive(hidden.bool("all_full"));
    control.bool("hidden_room").drive(cell.bool("hidden_room"));
    cell.bool("hidden_write").drive(control.bool("hidden_write"));
    hidden.bool("place_emptied").drive(control.bool("place_emptied"));
    input.bool("state_loaded").drive(control.bool("state_loaded"));
    if (numbered) {
      hidden.bits("emptied_sequence").drive(control.bits("window_sequence"));
      input.bits("loaded_sequence").drive(control.bits("window_sequence"));
    }
    push(tokens);
    if (pipeline.cell().stateBits() > 0) {
      states();
    }
  }

  /** What is loaded goes the way of what the cell gives. */
  private void push(ChannelQueue tokens) {
    Bool write = control.bool("hidden_write");
    List<Bits> token = new ArrayList<>();
    token.add(write.mux(control.bits("hidden_value"), cell.bits("value")));
    if (numbered) {
      token.add(write.mux(control.bits("window_sequence"), cell.bits("slot")));
    }
    tokens.bool("push").drive(write.or(cell.bool("push")));
    tokens.bits("push_data").drive(Bits.pack(token));
  }

  private void states() {
    for (String name : List.of("window_element", "write_element", "state_data")) {
      cell.bits(name).drive(control.bits(name));
    }
    cell.bool("state_write").drive(control.bool("state_write"));
    cell.bool("state_capture").drive(control.bool("state_capture"));
    if (numbered) {
      cell.bits("window_sequence").drive(control.bits("window_sequence"));
    }
    control.bits("state_word").drive(cell.bits("state_word"));
  }
}
