package org.kcpfpga.design;

import org.kcpfpga.common.UserError;

/**
 * Widths of the counter registers, which read as 32 bits with zeros above.
 *
 * @param events bits of the counters of steps, cycles and dropped frames, which count modulo 2^bits
 * @param saturations bits of the counters of clipped values, which stay at 2^bits - 1
 */
public record CounterBits(int events, int saturations) {
  /** Narrower counters would say nothing. */
  public static final int MIN = 4;

  public static final int MAX = 32;

  /** Counters as wide as their registers. */
  public static final CounterBits DEFAULT = new CounterBits(MAX, MAX);

  public CounterBits {
    check("counters.events", events);
    check("counters.saturations", saturations);
  }

  private static void check(String name, int bits) {
    if (bits < MIN || bits > MAX) {
      throw UserError.at(name, bits, MIN + " to " + MAX);
    }
  }
}
