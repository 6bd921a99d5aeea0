package org.kcpfpga.cycle.base;

import java.util.Arrays;

/**
 * Who acts in which cycle: every {@link Turn} is a bit, and all is decided at once before anyone
 * moves.
 *
 * <p>A turn acts while what it takes is there and what it gives has room; of those that share a
 * bank of multipliers, the first does. What changes either sets the bit at once, to be seen in the
 * next cycle; what is to be seen later waits by its cycle. So nobody is asked, and whoever has
 * nothing to do costs nothing.
 */
public final class Agenda {
  /** What a turn takes is there. */
  private long present;

  /** What a turn gives has room. */
  private long room;

  /** Beats that arrive and turns that are barred in a cycle to come, by cycle modulo the length. */
  private final long[] arrivals;

  private final long[] barred;

  /** Turns that share multipliers, a word a bank; and all others. */
  private long[] banks = {};

  private long free;
  private int turns;
  private long now;

  /** {@code farthest}: the most cycles from one at work to one that it knows of. */
  public Agenda(int farthest) {
    arrivals = new long[Integer.highestOneBit(farthest) * 2];
    barred = new long[arrivals.length];
  }

  /** Another turn. */
  public Turn turn() {
    if (turns == Long.SIZE) {
      throw new IllegalArgumentException("turns: more than " + Long.SIZE);
    }
    long bit = 1L << turns++;
    free |= bit;
    return new Turn(this, bit);
  }

  /** Turns share a bank of multipliers: in a cycle one of them acts, the earliest made first. */
  public void share(long bits) {
    free &= ~bits;
    banks = Arrays.copyOf(banks, banks.length + 1);
    banks[banks.length - 1] = bits;
  }

  /** Nobody has anything, and no room. */
  public void reset() {
    present = 0;
    room = 0;
    Arrays.fill(arrivals, 0);
    Arrays.fill(barred, 0);
  }

  /** Begins a cycle: the turns that act in it. */
  public long begin(long cycle) {
    now = cycle;
    int at = at(cycle);
    present |= arrivals[at];
    long able = present & room & ~barred[at];
    arrivals[at] = 0;
    barred[at] = 0;
    long acting = able & free;
    for (long bank : banks) {
      long first = able & bank;
      acting |= first & -first;
    }
    return acting;
  }

  /** Bars turns from a cycle to come. */
  public void bar(long bits, long cycle) {
    barred[at(cycle)] |= bits;
  }

  void arrive(long bit, long cycle) {
    arrivals[at(cycle)] |= bit;
  }

  /** What was there was taken; what follows comes in a cycle, perhaps a past one, or never. */
  void taken(long bit, long following) {
    if (following > now + 1) {
      present &= ~bit;
      if (following != Producer.NEVER) {
        arrive(bit, following);
      }
    }
  }

  void present(long bit, boolean there) {
    present = there ? present | bit : present & ~bit;
  }

  void room(long bit, boolean there) {
    room = there ? room | bit : room & ~bit;
  }

  private int at(long cycle) {
    return (int) cycle & arrivals.length - 1;
  }
}
