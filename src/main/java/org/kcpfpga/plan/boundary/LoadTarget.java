package org.kcpfpga.plan.boundary;

import org.kcpfpga.common.IntMath;

/**
 * Something of a loadable core that is written word by word, from word 0 on.
 *
 * @param name stage name, {@link LoadMap#BIAS} or {@link LoadMap#SHIFTS}
 * @param wordBits bits of a word
 * @param words words
 */
public record LoadTarget(String name, int wordBits, int words) {

  /** Writes of 32 bits that make a word, the lowest bits first. */
  public int chunks() {
    return IntMath.ceilDiv(wordBits, Integer.SIZE);
  }
}
