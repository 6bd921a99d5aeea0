package org.kcpfpga.rtl.front;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;

/**
 * The factors that a cell of a loadable core, or a row of cells, holds: a part of the chain.
 *
 * @param load the chain moves by one factor
 * @param beat number of the next beat in its fibre; null where every beat has the same factors
 * @param in the factor that comes in
 * @param out the factor that leaves
 */
record FactorChain(Bool load, Bits beat, Bits in, Bits out) {

  void drive(Bool moves, Bits number) {
    load.drive(moves);
    if (beat != null) {
      beat.drive(number);
    }
  }
}
