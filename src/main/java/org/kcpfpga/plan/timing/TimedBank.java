package org.kcpfpga.plan.timing;

import java.util.ArrayList;
import java.util.List;

/** Lets one member operate in a cycle. */
final class TimedBank {
  private final List<TimedNode.Member> members = new ArrayList<>();
  private boolean[] claimed = new boolean[1];

  /** Cycles ahead that are claimed. */
  private int claims;

  void add(TimedNode.Member member) {
    members.add(member);
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
    int slot = (int) (now % claimed.length);
    claims -= claimed[slot] ? 1 : 0;
    claimed[slot] = false;
    boolean taken = claimed[(int) ((now + 1) % claimed.length)];
    for (TimedNode.Member member : members) {
      if (member.wants()) {
        if (taken) {
          member.refuse();
        }
        taken = true;
      }
    }
  }
}
