package org.kcpfpga.plan;

import java.util.Arrays;

/** A growing list of cycle numbers. */
final class Times {
  private long[] values = new long[64];
  private int size;

  void add(long time) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = time;
  }

  int size() {
    return size;
  }

  long get(int index) {
    return values[index];
  }
}
