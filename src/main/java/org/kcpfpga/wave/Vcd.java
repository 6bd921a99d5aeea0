package org.kcpfpga.wave;

import java.util.ArrayList;
import java.util.List;

/** Value change dump, the text format of IEEE 1364. */
final class Vcd implements WaveFormat {
  private static final int FIRST_CODE = '!';
  private static final int CODES = '~' - '!' + 1;
  private static final int FULL = 1 << 16;

  private final WaveOutput out;
  private final Bytes text = new Bytes(2 * FULL);
  private final List<Integer> widths = new ArrayList<>();

  Vcd(WaveOutput out) {
    this.out = out;
    text.text("$version kcp $end\n$timescale 1ns $end\n");
  }

  @Override
  public void scope(String name) {
    text.text("$scope module " + name + " $end\n");
  }

  @Override
  public void up() {
    text.text("$upscope $end\n");
  }

  @Override
  public void signal(int id, String name, int width) {
    if (id == widths.size()) {
      widths.add(width);
    }
    text.text("$var wire " + width + " ");
    code(id);
    String range = width == 1 ? "" : " [" + (width - 1) + ":0]";
    text.text(" " + name + range + " $end\n");
  }

  /** The name of a signal among the changes: digits of base 94. */
  private void code(int id) {
    int rest = id;
    do {
      text.put(FIRST_CODE + rest % CODES);
      rest /= CODES;
    } while (rest > 0);
  }

  @Override
  public void begin() {
    text.text("$enddefinitions $end\n");
  }

  @Override
  public void time(long time) {
    if (text.size() >= FULL) {
      out.take(text);
    }
    text.put('#').text(Long.toString(time)).put('\n');
  }

  @Override
  public void change(int id, int[] value) {
    int width = widths.get(id);
    if (width > 1) {
      text.put('b');
    }
    for (int bit = highest(value); bit >= 0; bit--) {
      text.put('0' + (value[bit / Integer.SIZE] >>> bit & 1));
    }
    if (width > 1) {
      text.put(' ');
    }
    code(id);
    text.put('\n');
  }

  /** The highest bit that is set, or 0: readers fill up with zeros. */
  private static int highest(int[] value) {
    for (int word = value.length - 1; word >= 0; word--) {
      if (value[word] != 0) {
        return word * Integer.SIZE + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value[word]);
      }
    }
    return 0;
  }

  @Override
  public void end(long time) {
    time(time);
    out.take(text);
  }
}
