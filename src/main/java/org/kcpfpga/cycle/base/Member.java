package org.kcpfpga.cycle.base;

/**
 * A stage whose operations use multipliers, of its own or of a bank that it shares.
 *
 * <p>It sleeps while it can do nothing: whoever changes what it waits for wakes it.
 */
public abstract class Member {
  /** First cycle in which the stage may move; one that shares a bank moves when it has its turn. */
  public long wake;

  /** First cycle in which the stage, sharing a bank, may want its turn. */
  private long wish;

  /** The cycle in which the stage last had its turn. */
  private long turn;

  private boolean shared;

  /** Whether an operation could issue in cycle {@code now}, asked before anyone moves. */
  public abstract boolean canIssue(long now);

  /** When a stage that cannot issue in cycle {@code now} is to look again if nobody wakes it. */
  public abstract long retry(long now);

  /** A {@link Bank} says from now on when the stage operates. */
  final void share() {
    shared = true;
  }

  /** Awake, and without a turn, as after reset. */
  public final void awaken() {
    wake = 0;
    wish = 0;
    turn = -1;
  }

  /** Something changed that is to be seen in cycle {@code time}. */
  public final void wakeAt(long time) {
    wake = Math.min(wake, time);
    wish = Math.min(wish, time);
  }

  /** Whether the stage wants to operate, asked by its bank before anyone moves. */
  final boolean wants(long now) {
    if (wish > now) {
      return false;
    }
    if (canIssue(now)) {
      return true;
    }
    wish = retry(now);
    return false;
  }

  /** The stage, which wants to, operates in cycle {@code now}. */
  final void grant(long now) {
    turn = now;
    wake = now;
  }

  /** Whether an operation issues in this cycle. */
  public final boolean issues(long now) {
    return shared ? turn == now : canIssue(now);
  }

  /**
   * The stage does nothing but perhaps issue in this cycle.
   *
   * @param issues whether it does
   * @param time when it is to look again if nobody wakes it
   */
  public final void sleep(boolean issues, long time) {
    if (shared || !issues) {
      wake = time;
    }
  }
}
