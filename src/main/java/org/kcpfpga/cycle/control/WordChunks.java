package org.kcpfpga.cycle.control;

import org.kcpfpga.cycle.base.Target;

/** Words of any width as chunks of 32 bits, the lowest first. */
final class WordChunks {
  private WordChunks() {}

  /** The chunks of a word; bits above the word are zero. */
  static int[] read(Target target, int word, int chunks) {
    int[] all = new int[chunks];
    int at = 0;
    for (int entry = 0; entry < target.entries(); entry++) {
      long value = target.get(word, entry);
      for (int bit = 0; bit < target.bits(); bit++) {
        all[at / Integer.SIZE] |= (int) (value >> bit & 1) << at;
        at++;
      }
    }
    return all;
  }

  /** Writes a word from its chunks; bits above the word are ignored. */
  static void write(Target target, int word, int[] chunks) {
    int unused = Long.SIZE - target.bits();
    int at = 0;
    for (int entry = 0; entry < target.entries(); entry++) {
      long value = 0;
      for (int bit = 0; bit < target.bits(); bit++) {
        value |= (chunks[at / Integer.SIZE] >>> at & 1L) << bit;
        at++;
      }
      target.set(word, entry, value << unused >> unused);
    }
  }
}
