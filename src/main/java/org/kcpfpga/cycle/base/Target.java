package org.kcpfpga.cycle.base;

/** Words that a load writes: entries of some bits each, the first in the lowest bits of a word. */
public interface Target {
  /** Entries of a word. */
  int entries();

  /** Bits of an entry. */
  int bits();

  /** An entry; bits above its own count for nothing. */
  long get(int word, int entry);

  /** Writes an entry, given sign-extended. */
  void set(int word, int entry, long value);
}
