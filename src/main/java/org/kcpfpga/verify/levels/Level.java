package org.kcpfpga.verify.levels;

/** The levels below the floating point. */
public enum Level {
  /** Integers, without order or cycles. */
  FIXED,
  /** The cycle model. */
  CYCLE,
  /** The Verilated RTL. */
  RTL,
  /** What synthesis makes of it, Verilated. */
  NETLIST,
  /** What a chip does that is configured with it, by the bits of its bitstream. */
  BITSTREAM
}
