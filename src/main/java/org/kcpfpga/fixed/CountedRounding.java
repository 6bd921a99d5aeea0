package org.kcpfpga.fixed;

/** The requantisation of one place in the core, with a count of what it clipped. */
final class CountedRounding {
  private long clips;

  /** {@link Rounding#requantise}; counts the value if it does not fit. */
  long requantise(long acc, int shift, int bits) {
    if (Rounding.clips(acc, shift, bits)) {
      clips++;
    }
    return Rounding.requantise(acc, shift, bits);
  }

  long clips() {
    return clips;
  }
}
