package org.kcpfpga;

import org.assertj.core.configuration.Configuration;

/** Of long lists AssertJ prints the first and the last elements, not a thousand; it finds this. */
public final class ShortFailures extends Configuration {
  private static final int ELEMENTS = 5;

  public ShortFailures() {
    setMaxElementsForPrinting(ELEMENTS);
  }

  /** Without the list of all settings, which the superclass prints. */
  @Override
  public void applyAndDisplay() {
    apply();
  }
}
