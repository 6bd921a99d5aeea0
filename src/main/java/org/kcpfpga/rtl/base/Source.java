package org.kcpfpga.rtl.base;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;

/**
 * What is read, seen from the block that offers it or from the one that reads it.
 *
 * @param valid there is data
 * @param data a beat
 * @param pop it is taken
 */
public record Source(Bool valid, Bits data, Bool pop) {

  /** Connects a reader, this, with what offers the data. */
  public void connect(Source offered) {
    valid.drive(offered.valid);
    data.drive(offered.data);
    offered.pop.drive(pop);
  }
}
