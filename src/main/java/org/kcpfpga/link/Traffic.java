package org.kcpfpga.link;

/**
 * How beats are offered and taken.
 *
 * @param gap probability that in a cycle no input is offered
 * @param stall probability that in a cycle no output is taken
 * @param seed of both
 * @param idleLimit cycles without a handshake on either stream after which it counts as stalled
 * @param burst mean length of gaps and stalls in cycles, for co-simulation; 0, and everywhere else:
 *     every cycle for itself
 */
public record Traffic(double gap, double stall, long seed, long idleLimit, int burst) {

  /** Every cycle for itself. */
  public Traffic(double gap, double stall, long seed, long idleLimit) {
    this(gap, stall, seed, idleLimit, 0);
  }

  /** Input always offered, output always taken. */
  public static Traffic steady(long idleLimit) {
    return new Traffic(0, 0, 0, idleLimit);
  }
}
