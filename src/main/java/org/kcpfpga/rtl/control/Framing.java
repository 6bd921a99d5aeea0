package org.kcpfpga.rtl.control;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;

/**
 * How frames are counted, where it is written and where it is done.
 *
 * @param length of a sequence; 0: frames are not counted
 * @param packets tlast ends a sequence
 * @param restarts counting begins anew
 */
public record Framing(Bits length, Bool packets, Bool restarts) {

  /** Connects what counts, this, with the registers. */
  public void connect(Framing written) {
    length.drive(written.length);
    packets.drive(written.packets);
    restarts.drive(written.restarts);
  }
}
