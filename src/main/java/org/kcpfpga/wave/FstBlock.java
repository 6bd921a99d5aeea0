package org.kcpfpga.wave;

/**
 * The changes of some time, signal by signal: a section of an FST file.
 *
 * <p>It begins with a frame, the values before its first change, so that a reader can begin here.
 */
final class FstBlock {
  /** A list of this size or below is not compressed. */
  private static final int SHORT = 32;

  private final int[] widths;
  private final int[][] held;
  private final Bytes[] chains;

  /** Where in the list of times each signal changed last. */
  private final int[] changedAt;

  private final Bytes times = new Bytes();
  private Bytes frame;
  private int count;
  private long begin;
  private long now;
  private int size;

  FstBlock(int[] widths) {
    this.widths = widths;
    held = new int[widths.length][];
    chains = new Bytes[widths.length];
    changedAt = new int[widths.length];
    for (int id = 0; id < widths.length; id++) {
      chains[id] = new Bytes();
    }
    frame = frame();
  }

  /** Bytes of all changes so far. */
  int size() {
    return size;
  }

  void time(long time) {
    // the first is absolute
    times.varint(count == 0 ? time : time - now);
    begin = count == 0 ? time : begin;
    now = time;
    count++;
  }

  void change(int id, int[] value) {
    Bytes chain = chains[id];
    int before = chain.size();
    long delta = count - 1 - changedAt[id];
    changedAt[id] = count - 1;
    int width = widths[id];
    if (width == 1) {
      chain.varint(delta << 2 | value[0] << 1);
    } else {
      chain.varint(delta << 1);
      // most significant bit first, the last byte filled up with zeros
      for (int top = width - 1; top >= 0; top -= Byte.SIZE) {
        chain.put(octet(value, top));
      }
    }
    held[id] = value.clone();
    size += chain.size() - before;
  }

  /** The bits from {@code top} down; those below 0 are zeros. */
  private static int octet(int[] value, int top) {
    int octet = 0;
    for (int bit = top; bit > top - Byte.SIZE; bit--) {
      octet = octet << 1 | (bit < 0 ? 0 : bit(value, bit));
    }
    return octet;
  }

  private static int bit(int[] value, int bit) {
    return value[bit / Integer.SIZE] >>> bit & 1;
  }

  /** What all signals hold, a character a bit. */
  private Bytes frame() {
    Bytes all = new Bytes();
    for (int id = 0; id < widths.length; id++) {
      for (int bit = widths[id] - 1; bit >= 0; bit--) {
        all.put(held[id] == null ? 'x' : '0' + bit(held[id], bit));
      }
    }
    return all;
  }

  /** The section, with its length first; the next one begins empty. */
  Bytes take() {
    Bytes body = new Bytes(size + 1024);
    body.word(begin).word(now).word(size);
    Bytes packed = smaller(frame);
    body.varint(frame.size()).varint(packed.size()).varint(widths.length).put(packed);
    Bytes positions = putChains(body);
    body.put(positions).word(positions.size());
    packed = smaller(times);
    body.put(packed).word(times.size()).word(packed.size()).word(count);
    frame = frame();
    times.clear();
    count = 0;
    size = 0;
    return new Bytes(body.size() + Long.BYTES).word(body.size() + Long.BYTES).put(body);
  }

  /** Appends the changes of every signal; returns where each begins. */
  private Bytes putChains(Bytes body) {
    body.varint(widths.length);
    int origin = body.size();
    body.put('Z');
    Bytes positions = new Bytes();
    int last = 0;
    int unchanged = 0;
    for (int id = 0; id < widths.length; id++) {
      if (chains[id].size() == 0) {
        unchanged++;
        continue;
      }
      if (unchanged > 0) {
        positions.varint((long) unchanged << 1);
        unchanged = 0;
      }
      int position = body.size() - origin;
      positions.varint((long) (position - last) << 1 | 1);
      last = position;
      putChain(body, chains[id]);
      chains[id].clear();
      changedAt[id] = 0;
    }
    return unchanged > 0 ? positions.varint((long) unchanged << 1) : positions;
  }

  private static void putChain(Bytes body, Bytes chain) {
    Bytes packed = chain.size() > SHORT ? smaller(chain) : chain;
    body.varint(packed == chain ? 0 : chain.size()).put(packed);
  }

  /** The bytes themselves where compressing them does not help: readers compare the sizes. */
  static Bytes smaller(Bytes bytes) {
    Bytes packed = bytes.deflated();
    return packed.size() < bytes.size() ? packed : bytes;
  }
}
