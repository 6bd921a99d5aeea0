package org.kcpfpga.format;

import java.util.List;
import org.kcpfpga.common.UserError;

/**
 * What a format is told: modes, terms and ranks; {@link OperatorFormat} says what they mean for
 * each kind.
 *
 * <p>Law: 1 to 12 modes, every number at least 1, N and G*M at most 2^24.
 *
 * @param in n_1, n_2, .., the modes of x
 * @param rows rows_1 = G * m_1, rows_2 = m_2, .., the modes of y
 * @param terms K: terms of KCP and CP, blocks of BT; 1 for the others
 */
public record FormatShape(List<Integer> in, List<Integer> rows, int terms, List<Integer> ranks) {
  /** The most modes of x, and of y. */
  public static final int MAX_MODES = 12;

  /** The most values of x, of y and of a core that is no full matrix: 2^24. */
  public static final long MAX_VALUES = 1L << 24;

  /**
   * Keeps copies.
   *
   * @throws UserError naming what breaks the law
   */
  public FormatShape {
    in = List.copyOf(in);
    rows = List.copyOf(rows);
    ranks = List.copyOf(ranks);
    requireModes("in", in);
    requireModes("rows", rows);
    if (terms < 1) {
      throw UserError.at("terms", terms, "at least 1");
    }
    requirePositive("ranks", ranks);
  }

  private static void requireModes(String name, List<Integer> modes) {
    if (modes.isEmpty() || modes.size() > MAX_MODES) {
      throw UserError.at(name, modes, "1 to " + MAX_MODES + " modes");
    }
    requirePositive(name, modes);
    if (product(modes) > MAX_VALUES) {
      throw UserError.at(name, modes, "a product of at most " + MAX_VALUES);
    }
  }

  private static void requirePositive(String name, List<Integer> numbers) {
    for (int number : numbers) {
      if (number < 1) {
        throw UserError.at(name, numbers, "numbers from 1 on");
      }
    }
  }

  /** N. */
  public int inSize() {
    return (int) product(in);
  }

  /** G*M. */
  public int rowSize() {
    return (int) product(rows);
  }

  /** The product, sticking above every limit instead of wrapping. */
  static long product(List<Integer> numbers) {
    long product = 1;
    for (int number : numbers) {
      product = Math.min(product, Integer.MAX_VALUE) * number;
    }
    return product;
  }
}
