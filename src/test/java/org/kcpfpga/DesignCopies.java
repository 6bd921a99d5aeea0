package org.kcpfpga;

import org.kcpfpga.design.CounterBits;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.Implementation;
import org.kcpfpga.fixed.BitWidths;

/** Designs that differ from another in one thing. */
public final class DesignCopies {
  private DesignCopies() {}

  public static Design named(Design d, String name) {
    return copy(d, name, d.bits(), d.sequences(), d.implementation());
  }

  public static Design withBits(Design d, BitWidths bits) {
    return copy(d, d.name(), bits, d.sequences(), d.implementation());
  }

  public static Design withSequences(Design d, int sequences) {
    return copy(d, d.name(), d.bits(), sequences, d.implementation());
  }

  public static Design withCounters(Design d, CounterBits counters) {
    return copy(d, d.name(), d.bits(), d.sequences(), d.implementation().withCounters(counters));
  }

  private static Design copy(
      Design d, String name, BitWidths bits, int sequences, Implementation implementation) {
    return new Design(
        name, d.cell(), d.input(), d.hidden(), d.lanes(), bits, sequences, implementation);
  }
}
