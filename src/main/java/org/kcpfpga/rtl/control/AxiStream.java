package org.kcpfpga.rtl.control;

import org.kcpfpga.hdl.Bits;

/**
 * An AXI stream: the pins of the core, or the block that takes it.
 *
 * @param user null in a stream without tuser
 */
public record AxiStream(Bits valid, Bits data, Bits last, Bits user, Bits ready) {

  /** Connects the block that takes the stream, this, with the pins. */
  public void connect(AxiStream pins) {
    valid.drive(pins.valid);
    data.drive(pins.data);
    last.drive(pins.last);
    user.drive(pins.user);
    pins.ready.drive(ready);
  }
}
