package org.kcpfpga.cycle.stage;

import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.Target;

/** What the operations of an expand stage compute from the tokens of a group. */
interface ExpandSums {
  /** The factor memory; null where nothing is multiplied. */
  Target factorWords();

  /** Buffer entries that a word of the channel fills. */
  int wordEntries();

  /** Puts the beat at the head of a queue into a buffer. */
  void fill(long[] buffer, int at, Queue in);

  /**
   * The sums of all lanes of an output beat.
   *
   * @param buffer tokens
   * @param place where those of the group begin
   * @param output index o
   * @param contextBlock block of contexts
   * @param gateBlock block of gates
   * @param sums takes the sums, from {@code to} on
   */
  void add(
      long[] buffer, int place, int output, int contextBlock, int gateBlock, long[] sums, int to);
}
