package org.kcpfpga.cycle;

/** A stage whose operations use multipliers, of its own or of a bank that it shares. */
abstract class Member {
  private static final long NEVER = -1;

  /** Whether a {@link Bank} says when the stage operates. */
  private boolean shared;

  private long turn = NEVER;

  /** Whether an operation could issue in cycle {@code now}, asked before anyone moves. */
  abstract boolean wants(long now);

  /** The stage waits for {@link #grant} from now on. */
  final void share() {
    shared = true;
  }

  /** The stage, which wants to, operates in cycle {@code now}. */
  final void grant(long now) {
    turn = now;
  }

  /** Whether an operation issues; asked when it is the stage's turn to move. */
  final boolean issues(long now) {
    return shared ? turn == now : wants(now);
  }
}
