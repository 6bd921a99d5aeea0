package org.kcpfpga.rtl.base;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;

/**
 * What writes a part of the model, seen from the block that keeps it or from the control port.
 *
 * @param write the word is written
 * @param address where; null in a chain, which has no addresses
 * @param word of the control port, the widest of all
 */
public record MemoryLoad(Bool write, Bits address, Bits word) {

  /** Connects a memory, this, with the control port. */
  public void connect(MemoryLoad control) {
    write.drive(control.write);
    word.drive(control.word.wrapTo(word.width()));
    if (address != null) {
      address.drive(control.address.wrapTo(address.width()));
    }
  }
}
