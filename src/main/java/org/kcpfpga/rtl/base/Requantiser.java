package org.kcpfpga.rtl.base;

import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.HandWritten;

/**
 * Rounds and saturates, in the cycle in which the sums are there; how many values it clipped it
 * says one cycle later. One {@code kcp_requantiser}.
 */
public final class Requantiser {
  public final Bool valid;
  public final Bits sums;
  public final Bits results;

  /** How many of the results before were clipped. */
  public final Bits clips;

  /**
   * What distinguishes one requantiser from another.
   *
   * @param tokens values side by side
   * @param sumBits width of an incoming sum
   * @param by right shift, or left if negative
   * @param bits width of a result
   * @param rank registers behind the results, 0 or 1
   */
  public record Format(int tokens, int sumBits, Shift by, int bits, int rank) {}

  /** {@code held}: what brings the shift; null where it is a number. */
  Requantiser(Block block, String name, Format f, Bits held) {
    Bits shift = held == null ? Bits.of(f.by().right(), Bits.indexWidth(f.by().right() + 1)) : held;
    int count = Bits.indexWidth(f.tokens() + 1);
    Map<String, Integer> parameters =
        Map.of(
            "TOKENS", f.tokens(),
            "SUM_BITS", f.sumBits(),
            "LEFT", f.by().left(),
            "SHIFT_BITS", shift.width(),
            "BITS", f.bits(),
            "RANK", f.rank());
    HandWritten round =
        block
            .handWritten("kcp_requantiser")
            .parameters(parameters)
            .inBool("valid")
            .in("sums", f.tokens() * f.sumBits())
            .in("shift", shift.width())
            .out("results", f.tokens() * f.bits())
            .out("clips", count)
            .make(name);
    valid = round.inBool("valid");
    sums = round.in("sums");
    round.in("shift").drive(shift);
    results = round.out("results");
    clips = round.out("clips");
  }
}
