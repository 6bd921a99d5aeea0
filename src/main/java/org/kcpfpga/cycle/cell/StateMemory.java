package org.kcpfpga.cycle.cell;

import java.util.Arrays;

/**
 * c of an LSTM or h of a GRU, [sequence][M], zero at power-up. Reset does not clear it, but takes
 * back what the cell computed and had not written yet.
 *
 * <p>The cell has a new state at once; the hardware writes it some cycles later. Nothing reads it
 * meanwhile, so that only a reset tells the difference.
 */
public final class StateMemory {
  private final long[] words;

  /**
   * The last writes of the cell, by number modulo the length: more than are on their way at once.
   */
  private final int[] places;

  private final long[] before;
  private final long[] lands;
  private final int delay;
  private int writes;

  /**
   * A memory.
   *
   * @param delay cycles from the issue of an element to the cycle that writes its state
   * @param lanes elements that issue at once
   */
  StateMemory(int size, int delay, int lanes) {
    words = new long[size];
    int most = (delay + 1) * lanes;
    places = new int[most];
    before = new long[most];
    lands = new long[most];
    this.delay = delay;
    Arrays.fill(lands, -1);
  }

  public long get(int place) {
    return words[place];
  }

  /** Written through a window, at once. */
  public void store(int place, long value) {
    words[place] = value;
  }

  /** The state of an element that issued in cycle {@code now}. */
  void keep(int place, long value, long now) {
    places[writes] = place;
    before[writes] = words[place];
    lands[writes] = now + delay;
    writes = writes + 1 == lands.length ? 0 : writes + 1;
    words[place] = value;
  }

  /** A reset in cycle {@code now}, the last one whose writes are done. */
  void reset(long now) {
    for (int i = 0; i < lands.length; i++) {
      writes = writes == 0 ? lands.length - 1 : writes - 1;
      if (lands[writes] > now) {
        words[places[writes]] = before[writes];
      }
      lands[writes] = -1;
    }
  }
}
