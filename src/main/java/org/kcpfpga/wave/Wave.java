package org.kcpfpga.wave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A wave in the making: scopes and signals first, then values in the order of time. A value that a
 * signal already has is not written again.
 */
public final class Wave {
  private static final int[] LOW = {0};
  private static final int[] HIGH = {1};

  private final List<WaveFormat> formats;
  private final boolean inner;
  private final List<int[]> held = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();
  private boolean begun;
  private long time;
  private boolean written;

  Wave(List<WaveFormat> formats, boolean inner) {
    this.formats = formats;
    this.inner = inner;
  }

  /** Whether it goes into any file. */
  public boolean wanted() {
    return !formats.isEmpty();
  }

  /** Whether it is to have the signals within the RTL, too. */
  public boolean inner() {
    return inner;
  }

  void scope(String name) {
    formats.forEach(format -> format.scope(name));
  }

  void up() {
    formats.forEach(WaveFormat::up);
  }

  /** A new signal of the open scope; its number. */
  int signal(String name, int width) {
    int id = widths.size();
    widths.add(width);
    held.add(null);
    formats.forEach(format -> format.signal(id, name, width));
    return id;
  }

  /** Another name, in the open scope, of a signal. */
  void alias(String name, int signal) {
    formats.forEach(format -> format.signal(signal, name, widths.get(signal)));
  }

  /** Ends the names. */
  void begin() {
    formats.forEach(WaveFormat::begin);
    begun = true;
  }

  /** What is set from now on is of this time, in nanoseconds. */
  void at(long now) {
    time = now;
    written = false;
  }

  /** Sets a signal of one bit. */
  void set(int signal, boolean value) {
    set(signal, value ? HIGH : LOW, 0);
  }

  /** Sets a signal to the words at {@code from}; bits above its width are ignored. */
  void set(int signal, int[] words, int from) {
    int width = widths.get(signal);
    int count = (width + Integer.SIZE - 1) / Integer.SIZE;
    int top = from + count - 1;
    int last = words[top] & -1 >>> -width;
    int[] before = held.get(signal);
    if (before != null
        && before[count - 1] == last
        && Arrays.equals(before, 0, count - 1, words, from, top)) {
      return;
    }
    int[] value = Arrays.copyOfRange(words, from, from + count);
    value[count - 1] = last;
    held.set(signal, value);
    for (WaveFormat format : formats) {
      if (!written) {
        format.time(time);
      }
      format.change(signal, value);
    }
    written = true;
  }

  /** Whether all names are known. */
  boolean begun() {
    return begun;
  }

  /** Ends all files. */
  void end() {
    formats.forEach(format -> format.end(time));
  }
}
