package org.kcpfpga.rtl.base;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;

/**
 * The window to the states of a cell, seen from the cell or from the control port.
 *
 * @param sequence whose states; null where there is one sequence
 * @param read what is read
 * @param write what is written
 */
public record StatePort(Bits sequence, Read read, Write write) {

  /**
   * A word of the memory.
   *
   * @param element its number
   * @param lane of the cell; null where there is one
   * @param capture it is fetched
   * @param word it, a cycle later
   */
  public record Read(Bits element, Bits lane, Bool capture, Bits word) {}

  /**
   * A word for the memory.
   *
   * @param element its number
   * @param lane as above
   * @param write it is written
   * @param data it
   */
  public record Write(Bits element, Bits lane, Bool write, Bits data) {}

  /** Connects a cell, this, with the control port. */
  public void connect(StatePort control) {
    read.element.drive(control.read.element);
    read.capture.drive(control.read.capture);
    control.read.word.drive(read.word);
    write.element.drive(control.write.element);
    write.write.drive(control.write.write);
    write.data.drive(control.write.data);
    if (read.lane != null) {
      read.lane.drive(control.read.lane);
      write.lane.drive(control.write.lane);
    }
    if (sequence != null) {
      sequence.drive(control.sequence);
    }
  }
}
