package org.kcpfpga.rtl.base;

import java.util.Map;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.HandWritten;
import org.kcpfpga.plan.Channel;

/** The places in a channel that its producer may still fill: one {@code kcp_credits}. */
public final class CreditCounter {
  private static final String MODULE = "kcp_credits";

  /** The producer fills places. */
  public final Bool spend;

  /** Places are free again. */
  public final Bool giveBack;

  /** The producer may spend. */
  public final Bool available;

  /** {@code spent}: credits per {@code spend}, and from which on {@code available} is 1. */
  public CreditCounter(Block block, String name, Channel out, int spent) {
    HandWritten counter =
        block
            .handWritten(MODULE)
            .parameters(parameters(out, spent))
            .outBool("available")
            .inBool("spend")
            .inBool("give_back")
            .make(name);
    available = counter.outBool("available");
    spend = counter.inBool("spend");
    giveBack = counter.inBool("give_back");
  }

  /** The module, as it is instantiated for a channel. */
  public static String module(Channel out, int spent) {
    return MODULE + ChannelQueue.override(parameters(out, spent));
  }

  private static Map<String, Integer> parameters(Channel out, int spent) {
    return Map.of(
        "CREDITS",
        out.credits(),
        "SPENT",
        spent,
        "RETURNED",
        out.creditsPerWord(),
        "NEEDED",
        spent,
        "AHEAD",
        out.ahead() ? 1 : 0);
  }
}
