package org.kcpfpga.rtl.base;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;

/**
 * Rounds and saturates, in the cycle in which the sums are there; how many values it clipped it
 * says one cycle later.
 */
public final class Requantiser extends Datapath {
  public final Bool valid;
  public final Bits sums;

  /** What brings the shift; null where it is a number. */
  public final Bits shift;

  public final Bits results;

  /** How many of the results before were clipped. */
  public final Bits clips;

  /**
   * @param name module name
   * @param tokens values side by side
   * @param sumBits width of an incoming sum
   * @param by right shift, or left if negative
   * @param bits width of a result
   */
  public record Format(String name, int tokens, int sumBits, Shift by, int bits) {}

  Requantiser(Core core, Format f) {
    super(core.module(f.name()));
    valid = inputBool("valid");
    sums = input("sums", f.tokens() * f.sumBits());
    shift = f.by().input(this);
    List<Signed> rounded = new ArrayList<>();
    List<Bool> clipped = new ArrayList<>();
    for (int i = 0; i < f.tokens(); i++) {
      // sat(floor((acc + 2^(s-1)) / 2^s))
      Signed value = f.by().round(token(sums, i, f.sumBits()), shift).named("rounded" + i);
      rounded.add(value.saturateTo(f.bits()));
      clipped.add(value.saturates(f.bits()));
    }
    Bits count = registerInit("clip_count", Bits.indexWidth(f.tokens() + 1), 0);
    count.next(valid.mux(count(clipped), Bits.of(0, count.width())));

    results = output("results", f.tokens() * f.bits());
    results.drive(Bits.pack(rounded));
    clips = output("clips", count.width());
    clips.drive(count);
  }
}
