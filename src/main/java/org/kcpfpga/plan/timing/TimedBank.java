package org.kcpfpga.plan.timing;

import java.util.Arrays;

/** Lets one member operate in a cycle. */
final class TimedBank {
  private TimedNode.Member[] members = new TimedNode.Member[0];
  private boolean[] claimed = new boolean[1];

  /** Cycles ahead that are claimed. */
  private int claims;

  void add(TimedNode.Member member) {
    members = Arrays.copyOf(members, members.length + 1);
    members[members.length - 1] = member;
  }

  /** The cell is a member: its slots lie at most {@code latency} cycles ahead. */
  void addCell(int latency) {
    claimed = new boolean[latency + 2];
  }

  void claim(long cycle) {
    int slot = (int) (cycle % claimed.length);
    claims += claimed[slot] ? 0 : 1;
    claimed[slot] = true;
  }

  /** Whether it lets the same member operate as long as the same members want to. */
  boolean calm() {
    return claims == 0;
  }

  void describe(TimedState state, long now) {
    for (int ahead = 0; ahead < claimed.length; ahead++) {
      state.add(claimed[(int) ((now + ahead) % claimed.length)]);
    }
  }

  /** An operation that issues now is at the multipliers in the next cycle. */
  void arbitrate(long now) {
    boolean taken = claims > 0 && claimed(now);
    for (TimedNode.Member member : members) {
      if (member.wants()) {
        if (taken) {
          member.refuse();
        }
        taken = true;
      }
    }
  }

  /** Forgets the claim of this cycle; whether the next is claimed. */
  private boolean claimed(long now) {
    int slot = (int) (now % claimed.length);
    claims -= claimed[slot] ? 1 : 0;
    claimed[slot] = false;
    return claimed[slot + 1 == claimed.length ? 0 : slot + 1];
  }
}
