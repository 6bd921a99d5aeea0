package org.kcpfpga.image;

import java.math.BigInteger;
import java.util.List;

/**
 * The contents of a read-only memory.
 *
 * @param name name of its file, without {@code .mem}
 * @param width bits of a word
 * @param words unsigned words, by address
 */
public record MemoryImage(String name, int width, List<BigInteger> words) {

  /** Hexadecimal, one word a line, as $readmemh reads it. */
  public String text() {
    int digits = (width + 3) / 4;
    StringBuilder text = new StringBuilder();
    for (BigInteger word : words) {
      String hex = word.toString(16);
      text.append("0".repeat(digits - hex.length())).append(hex).append('\n');
    }
    return text.toString();
  }
}
