package org.kcpfpga.accuracy;

/**
 * The first difference.
 *
 * @param cycle cycle from reset, or -1 where values and not pins differ
 * @param step step whose output was due
 * @param signal pin or value
 * @param expected what the model says
 * @param found what the hardware says
 */
public record Mismatch(long cycle, long step, String signal, String expected, String found) {
  @Override
  public String toString() {
    String when = cycle < 0 ? "" : ", cycle " + cycle;
    return "step " + step + when + ", " + signal + ": " + found + " (expected: " + expected + ")";
  }
}
