package org.kcpfpga.link.simulated;

import org.kcpfpga.cycle.base.Pins;

/** A core that moves by one cycle at a time. */
public interface PinCore {
  /** Runs one cycle: reads the input pins, sets the output pins as they are before its edge. */
  void step(Pins pins);

  /** Frees what it holds. */
  default void close() {}
}
