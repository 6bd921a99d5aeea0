package org.kcpfpga.cycle.stage;

/** Factors as a stage multiplies by them: rows of some length, where wanted in {@link Pairs}. */
final class PackedFactors {
  /** The factors or pairs of them, row after row. */
  final long[] words;

  private final boolean pairs;
  private final int row;
  private final int rowWords;

  /** {@code row}: factors of a row, among which neighbours make a pair. */
  PackedFactors(long[] values, int row, boolean pairs) {
    this.words = pairs ? Pairs.pack(values, row) : values;
    this.pairs = pairs;
    this.row = row;
    this.rowWords = (row + 1) / 2;
  }

  long get(int at) {
    if (!pairs) {
      return words[at];
    }
    long pair = words[place(at)];
    return low(at) ? Pairs.low(pair) : Pairs.high(pair);
  }

  void set(int at, long value) {
    if (!pairs) {
      words[at] = value;
      return;
    }
    int place = place(at);
    long pair = words[place];
    words[place] = low(at) ? Pairs.of(value, Pairs.high(pair)) : Pairs.of(Pairs.low(pair), value);
  }

  private int place(int at) {
    return at / row * rowWords + at % row / 2;
  }

  private boolean low(int at) {
    return at % row % 2 == 0;
  }
}
