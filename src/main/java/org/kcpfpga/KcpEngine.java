package org.kcpfpga;

import org.kcpfpga.accuracy.Engine;

/** What computes the hidden states of a core. */
public enum KcpEngine {
  /** The model in double precision, before quantisation: the reference. */
  FLOAT(Engine.FLOAT),
  /** The integers of the hardware, without time: the bit-exact functional model. */
  FIXED(Engine.FIXED),
  /** The cycle-accurate simulator in Java. */
  CYCLE(Engine.CYCLE),
  /** The generated RTL, compiled by Verilator. Needs Verilator and a C++ compiler on the PATH. */
  VERILATOR(Engine.VERILATOR);

  private final Engine engine;

  KcpEngine(Engine engine) {
    this.engine = engine;
  }

  Engine engine() {
    return engine;
  }
}
