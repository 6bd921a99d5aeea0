package org.kcpfpga.cycle.base;

/** A saturation counter that learns of clipped values before the cycle in which it counts them. */
public final class ClipCounter {
  private final long[] times;
  private final int[] counts;
  private int first;
  private int pending;
  private final long most;
  private long total;

  /** A counter up to {@code most} of values that are counted {@code longest} cycles after issue. */
  public ClipCounter(int longest, long most) {
    this.most = most;
    this.times = new long[longest + 2];
    this.counts = new int[longest + 2];
  }

  /**
   * Clipped values that count at the end of a cycle, not before those added earlier.
   *
   * @param now the cycle at work
   * @param time the cycle at whose end they count
   * @param clipped how many
   */
  public void add(long now, long time, int clipped) {
    if (pending == times.length) {
      settle(now);
    }
    int before = at(pending - 1);
    if (pending > 0 && times[before] == time) {
      counts[before] += clipped;
      return;
    }
    int at = at(pending);
    times[at] = time;
    counts[at] = clipped;
    pending++;
  }

  /** Where what was added as that number of those pending stands. */
  private int at(int number) {
    int at = first + number;
    return at < times.length ? at : at - times.length;
  }

  /** The register in cycle {@code now}. */
  public int value(long now) {
    settle(now);
    return (int) total;
  }

  /** Clears at the end of cycle {@code now}; what would count then is lost. */
  public void clear(long now) {
    settle(now + 1);
    total = 0;
  }

  public void reset() {
    pending = 0;
    total = 0;
  }

  /** Counts what belongs to cycles before {@code now}. */
  private void settle(long now) {
    while (pending > 0 && times[first] < now) {
      total = Math.min(most, total + counts[first]);
      first = first + 1 == times.length ? 0 : first + 1;
      pending--;
    }
  }
}
