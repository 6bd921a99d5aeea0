package org.kcpfpga.fpga;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A clock that a board can make.
 *
 * @param megahertz its frequency
 * @param parameters of the top module that make it
 */
public record BoardClock(double megahertz, Map<String, Integer> parameters) {
  /** Frequency and unit, for example {@code 24 MHz}. */
  public String text() {
    return new BigDecimal("" + megahertz).stripTrailingZeros().toPlainString() + " MHz";
  }
}
