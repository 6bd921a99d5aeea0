package org.kcpfpga.verilated;

import java.util.Arrays;

/**
 * A list of AXI4-Stream beats: each a row of data words, a last-beat mark and a user value.
 *
 * <p>Kept flat, as the harness takes it: the words of tdata (low first), then one word with tlast
 * in bit 31 and tuser in bits 30..0.
 */
public final class Beats {
  private static final int LAST = 0x80000000;

  private final int words;
  private int[] flat;
  private int count;

  /** An empty list of beats with {@code words} = ceil(width of tdata / 32) data words. */
  public Beats(int words) {
    if (words < 1) {
      throw new IllegalArgumentException("words: " + words + " (expected: at least 1)");
    }
    this.words = words;
    this.flat = new int[16 * (words + 1)];
  }

  private Beats(int words, int[] flat) {
    this.words = words;
    this.flat = flat;
    this.count = flat.length / (words + 1);
  }

  static Beats ofFlat(int words, int[] flat) {
    return new Beats(words, flat);
  }

  /** Adds a beat; {@code data} has {@link #words()} words, {@code user} is not negative. */
  public Beats add(int[] data, boolean last, int user) {
    if (data.length != words || user < 0) {
      throw new IllegalArgumentException(
          "beat: " + data.length + " words, user " + user + " (expected: " + words + ", >= 0)");
    }
    int at = count * (words + 1);
    if (at == flat.length) {
      flat = Arrays.copyOf(flat, Math.max(2 * flat.length, words + 1));
    }
    System.arraycopy(data, 0, flat, at, words);
    flat[at + words] = (last ? LAST : 0) | user;
    count++;
    return this;
  }

  /** Number of beats. */
  public int size() {
    return count;
  }

  /** Data words of a beat. */
  public int words() {
    return words;
  }

  /** Data word {@code word} of beat {@code beat}. */
  public int data(int beat, int word) {
    if (word < 0 || word >= words) {
      throw new IndexOutOfBoundsException("word " + word + " of " + words);
    }
    return flat[at(beat) + word];
  }

  /** Whether tlast is set in beat {@code beat}. */
  public boolean last(int beat) {
    return flat[at(beat) + words] < 0;
  }

  /** tuser of beat {@code beat}; 0 in beats that came from a design. */
  public int user(int beat) {
    return flat[at(beat) + words] & ~LAST;
  }

  private int at(int beat) {
    if (beat < 0 || beat >= count) {
      throw new IndexOutOfBoundsException("beat " + beat + " of " + count);
    }
    return beat * (words + 1);
  }

  /** All beats, flat; not a copy unless it has spare room. */
  int[] flat() {
    return Arrays.copyOf(flat, count * (words + 1));
  }
}
