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
  /**
   * @param name module name
   * @param tokens values side by side
   * @param sumBits width of an incoming sum
   * @param shift right shift, or left if negative
   * @param bits width of a result
   */
  public record Format(String name, int tokens, int sumBits, Shift shift, int bits) {}

  Requantiser(Core core, Format f) {
    super(core.module(f.name()));
    Bool valid = inputBool("valid");
    Bits sums = input("sums", f.tokens() * f.sumBits());
    Bits shift = f.shift().input(this);
    List<Signed> results = new ArrayList<>();
    List<Bool> clipped = new ArrayList<>();
    for (int i = 0; i < f.tokens(); i++) {
      // sat(floor((acc + 2^(s-1)) / 2^s))
      Signed rounded = f.shift().round(token(sums, i, f.sumBits()), shift).named("rounded" + i);
      results.add(rounded.saturateTo(f.bits()));
      clipped.add(rounded.saturates(f.bits()));
    }
    Bits clips = registerInit("clip_count", Bits.indexWidth(f.tokens() + 1), 0);
    clips.next(valid.mux(count(clipped), Bits.of(0, clips.width())));

    output("results", f.tokens() * f.bits()).drive(Bits.pack(results));
    output("clips", clips.width()).drive(clips);
  }
}
