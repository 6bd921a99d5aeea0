package org.kcpfpga.proof.block;

import org.kcpfpga.common.IntMath;
import org.kcpfpga.plan.Channel;

/** How fast a block can push where its queue is no longer than the core needs. */
final class CreditTurn {
  private CreditTurn() {}

  /**
   * Cycles that a push takes, on average, while credits go round: 1 if they never run out.
   *
   * @param out the queue that it pushes to, which is emptied at once
   * @param latency cycles from spending a credit to the push
   * @param pushes the most that come in a row
   */
  static int of(Channel out, int latency, int pushes) {
    // credits come back a word at a time, two cycles behind the last push of it
    int inTurn = out.credits() - out.creditsPerWord() + 1;
    return pushes <= inTurn ? 1 : IntMath.ceilDiv(latency + 2, inTurn);
  }
}
