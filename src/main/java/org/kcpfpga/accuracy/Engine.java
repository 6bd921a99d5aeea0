package org.kcpfpga.accuracy;

/** What computes the hidden states. */
public enum Engine {
  /** Double precision, the reference. */
  FLOAT,
  /** The bit-exact functional model. */
  FIXED,
  /** The cycle-accurate Java simulator behind the driver. */
  CYCLE,
  /** The Verilated RTL behind the driver. */
  VERILATOR;

  /** Whether it is a core behind the driver. */
  public boolean hardware() {
    return this == CYCLE || this == VERILATOR;
  }
}
