package org.kcpfpga.image;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Packs entries into words, the first entry lowest. */
final class WordPacker {
  private final int bits;
  private final List<BigInteger> words = new ArrayList<>();
  private BigInteger word = BigInteger.ZERO;
  private int entries;
  private int width;

  WordPacker(int bits) {
    this.bits = bits;
  }

  static BigInteger unsigned(long value, int bits) {
    return BigInteger.valueOf(value).mod(BigInteger.ONE.shiftLeft(bits));
  }

  void entry(int value) {
    word = word.or(unsigned(value, bits).shiftLeft(bits * entries));
    entries++;
  }

  void end() {
    words.add(word);
    width = bits * entries;
    word = BigInteger.ZERO;
    entries = 0;
  }

  MemoryImage image(String name) {
    return new MemoryImage(name, width, words);
  }
}
