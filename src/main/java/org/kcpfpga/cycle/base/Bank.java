package org.kcpfpga.cycle.base;

import java.util.Arrays;

/** Multipliers that several stages share: in each cycle at most one of them gets its turn. */
public final class Bank {
  private static final long NEVER = -1;

  /** In the order of precedence, without the cell. */
  private final Member[] members;

  /** A cycle with a product of the cell on the multipliers is in its place, modulo the length. */
  private final long[] claims;

  private final int mask;

  /** {@code farthest}: the most cycles from issue to a product of the cell, 0 without the cell. */
  public Bank(Member[] members, int farthest) {
    this.members = members;
    this.claims = new long[Integer.highestOneBit(farthest + 1) * 2];
    this.mask = claims.length - 1;
    for (Member member : members) {
      member.share();
    }
    reset();
  }

  public void reset() {
    Arrays.fill(claims, NEVER);
  }

  /** A product of the cell is on the multipliers in this cycle. */
  public void claim(long cycle) {
    claims[(int) cycle & mask] = cycle;
  }

  /** Decides who operates in cycle {@code now}, before anyone moves. */
  public void cycle(long now) {
    // The operands of what issues now are at the multipliers in the next cycle.
    if (claims[(int) (now + 1) & mask] == now + 1) {
      return;
    }
    for (Member member : members) {
      if (member.wants(now)) {
        member.grant(now);
        return;
      }
    }
  }
}
