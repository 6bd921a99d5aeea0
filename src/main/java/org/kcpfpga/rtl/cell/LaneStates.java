package org.kcpfpga.rtl.cell;

import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.StatePort;

/** The window to the states of all lanes: it shows the lane of the element that was fetched. */
final class LaneStates {
  private final Datapath cell;
  private final List<StatePort> ports;
  private final StatePort first;
  private final int laneBits;

  LaneStates(Datapath cell, List<Cell> lanes) {
    this.cell = cell;
    this.ports = lanes.stream().map(Cell::window).toList();
    this.first = ports.get(0);
    this.laneBits = Bits.indexWidth(lanes.size());
  }

  /** Declares the ports and joins them with those of the lanes. */
  StatePort port() {
    Bits sequence = first.sequence() == null ? null : like("window_sequence", first.sequence());
    Bits element = like("window_element", first.read().element());
    Bits lane = cell.input("window_lane", laneBits);
    Bool capture = cell.inputBool("state_capture");
    StatePort.Write write = write();
    for (int i = 0; i < ports.size(); i++) {
      StatePort own = ports.get(i);
      Bits word = cell.wire("state" + i, own.read().word().width());
      Bool mine = write.write().and(write.lane().eq(i));
      own.connect(
          new StatePort(
              sequence,
              new StatePort.Read(element, null, capture, word),
              new StatePort.Write(write.element(), null, mine, write.data())));
    }
    Bits fetched = cell.register("fetched_lane", laneBits);
    fetched.next(capture.mux(lane, fetched));
    List<Bits> words = ports.stream().map(port -> port.read().word()).toList();
    Bits word = cell.output("state_word", words.get(0).width());
    word.drive(Bits.select(fetched, words));
    return new StatePort(sequence, new StatePort.Read(element, lane, capture, word), write);
  }

  private StatePort.Write write() {
    Bits element = like("write_element", first.write().element());
    Bits lane = cell.input("write_lane", laneBits);
    Bool write = cell.inputBool("state_write");
    return new StatePort.Write(element, lane, write, like("state_data", first.write().data()));
  }

  private Bits like(String name, Bits port) {
    return cell.input(name, port.width());
  }
}
