package org.kcpfpga.verilated;

import org.kcpfpga.common.UserError;

/**
 * What a host sends to a design, and how nicely.
 *
 * @param beats sent on s_axis, in order
 * @param expected number of beats on m_axis to wait for
 * @param gap probability, per cycle, that the next beat is not offered yet (0 to 1)
 * @param stall probability, per cycle, that m_axis_tready is low (0 to 1)
 * @param seed of gaps, stalls and of the noise on the pins between beats
 * @param idleLimit cycles without any handshake after which the design counts as stalled; with gaps
 *     and stalls it must be large enough not to happen by chance
 */
public record StreamRequest(
    Beats beats, int expected, double gap, double stall, long seed, long idleLimit) {

  /** Checks the ranges; a {@link UserError} names the value that is wrong. */
  public StreamRequest {
    if (expected < 0) {
      throw UserError.at("expected beats", expected, "at least 0");
    }
    checkProbability("gap", gap);
    checkProbability("stall", stall);
    if (idleLimit < 1) {
      throw UserError.at("idle limit", idleLimit, "at least 1 cycle");
    }
  }

  private static void checkProbability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw UserError.at(name, value, "0 to 1");
    }
  }

  /** At full speed: no gaps, no stalls. */
  public static StreamRequest steady(Beats beats, int expected, long idleLimit) {
    return new StreamRequest(beats, expected, 0, 0, 1, idleLimit);
  }
}
