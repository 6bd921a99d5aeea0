package org.kcpfpga.rtl.base;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.image.Core;

/** The places in a channel that its producer may still fill. */
public final class CreditCounter extends Block {
  /** The producer fills places. */
  public final Bool spend;

  /** Places are free again. */
  public final Bool giveBack;

  /** The producer may spend. */
  public final Bool available;

  /**
   * What distinguishes one counter from another.
   *
   * @param initial credits after reset
   * @param spent credits per {@code spend}
   * @param returned credits per {@code give_back}
   * @param needed credits from which on {@code available} is 1
   */
  public record Format(int initial, int spent, int returned, int needed) {
    String name() {
      return "credits_" + initial + "_" + spent + "_" + returned + "_" + needed;
    }
  }

  public CreditCounter(Core core, Format format) {
    super(core.module(format.name()));
    spend = inputBool("spend");
    giveBack = inputBool("give_back");
    int width = Bits.indexWidth(format.initial() + 1);
    Bits level = registerInit("level", width, format.initial());

    Bits zero = Bits.of(0, width);
    Bits gained = giveBack.mux(Bits.of(format.returned(), width), zero);
    Bits lost = spend.mux(Bits.of(format.spent(), width), zero);
    // credits' = credits + returned - spent; never negative and never above initial
    level.next(level.plus(gained).minus(lost).asBits().wrapTo(width));
    available = outputBool("available");
    available.drive(level.lessThan(format.needed()).not());
  }
}
