package org.kcpfpga.kcp;

import java.util.Arrays;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.common.UserError;

/**
 * The shape of a KCP operator W: rows x cols, d modes, K terms, ranks R_i.
 *
 * <p>Modes count from 1, as in the formulas. {@code rows} includes the gate factor, which sits in
 * mode 1. Law: 1 to 6 modes, every number at least 1, R_i at most max(rows_i, n_i), and no stage of
 * a multiplication holds more than {@link #MAX_VALUES} values.
 */
public final class OperatorShape {
  /** The most modes that an operator may have. */
  public static final int MAX_MODES = 6;

  /** The most values that the input, the output or any stage may have: 2^24. */
  public static final long MAX_VALUES = 1L << 24;

  private final int[] in;
  private final int[] rows;
  private final int terms;
  private final int[] ranks;

  /**
   * A shape; the arrays are copied.
   *
   * @param in n_1..n_d
   * @param rows rows_1..rows_d, rows_1 = G * m_1
   * @param terms K
   * @param ranks R_1..R_d
   * @throws UserError naming the array and the mode that break the law
   */
  public OperatorShape(int[] in, int[] rows, int terms, int[] ranks) {
    this.in = in.clone();
    this.rows = rows.clone();
    this.terms = terms;
    this.ranks = ranks.clone();
    requireModes();
    requireRanks();
    requireSizes();
  }

  private void requireModes() {
    if (in.length < 1 || in.length > MAX_MODES) {
      throw UserError.at("in", text(in), "1 to " + MAX_MODES + " modes");
    }
    requirePositive("in", in);
    requirePositive("rows", rows);
    requirePositive("ranks", ranks);
    if (terms < 1) {
      throw UserError.at("terms", terms, "at least 1");
    }
  }

  private void requirePositive(String name, int[] numbers) {
    if (numbers.length != in.length) {
      throw UserError.at(name, text(numbers), in.length + " modes, as many as in " + text(in));
    }
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < 1) {
        throw UserError.at(name + ": mode " + (i + 1), numbers[i], "at least 1");
      }
    }
  }

  private void requireRanks() {
    for (int i = 1; i <= modes(); i++) {
      int largest = Math.max(in(i), rows(i));
      if (rank(i) > largest) {
        throw UserError.at(
            "ranks: mode " + i,
            rank(i),
            "at most " + largest + ", the larger of in " + in(i) + " and rows " + rows(i));
      }
    }
  }

  private void requireSizes() {
    requireSize("in", product(1, in, modes()));
    requireSize("rows", product(terms, rows, modes()));
    for (int i = 1; i <= modes(); i++) {
      requireSize("entries of U." + i, IntMath.times(terms, (long) rows(i) * rank(i)));
      requireSize("entries of V." + i, IntMath.times(terms, (long) in(i) * rank(i)));
      requireSize("values of contract stage " + i, contractValues(i));
      requireSize("values of expand stage " + i, expandValues(i));
    }
  }

  private static void requireSize(String name, long size) {
    if (size > MAX_VALUES) {
      throw UserError.at(name, "more than 2^24", "a product of at most " + MAX_VALUES);
    }
  }

  /** d, the number of modes. */
  public int modes() {
    return in.length;
  }

  /** K, the number of terms. */
  public int terms() {
    return terms;
  }

  /** A copy of n_1..n_d. */
  public int[] in() {
    return in.clone();
  }

  /** A copy of rows_1..rows_d. */
  public int[] rows() {
    return rows.clone();
  }

  /** A copy of R_1..R_d. */
  public int[] ranks() {
    return ranks.clone();
  }

  /** n_i of mode {@code i}, from 1. */
  public int in(int i) {
    return in[i - 1];
  }

  /** rows_i of mode {@code i}, from 1. */
  public int rows(int i) {
    return rows[i - 1];
  }

  /** R_i of mode {@code i}, from 1. */
  public int rank(int i) {
    return ranks[i - 1];
  }

  /** N, the length of x. */
  public int inSize() {
    return (int) product(1, in, modes());
  }

  /** The length of y. */
  public int rowSize() {
    return (int) product(1, rows, modes());
  }

  /** K * sum_i R_i (rows_i + n_i), the number of factor entries. */
  public long parameters() {
    long sum = 0;
    for (int i = 1; i <= modes(); i++) {
      sum += (long) rank(i) * (rows(i) + in(i));
    }
    return terms * sum;
  }

  /** K * n_1..n_{i-1} * R_i..R_d, the values of z_i of all terms. */
  public long contractValues(int i) {
    return IntMath.times(product(terms, in, i - 1), ranksFrom(i));
  }

  /** K * rows_1..rows_i * R_{i+1}..R_d, the values of y_i of all terms. */
  public long expandValues(int i) {
    return IntMath.times(product(terms, rows, i), ranksFrom(i + 1));
  }

  /** K * n_1..n_i * R_i..R_d, the multiplications of contract stage i. */
  public long contractMultiplications(int i) {
    return contractValues(i) * in(i);
  }

  /** K * rows_1..rows_i * R_i..R_d, the multiplications of expand stage i. */
  public long expandMultiplications(int i) {
    return expandValues(i) * rank(i);
  }

  /** The multiplications of all stages: one y = W x by the factors. */
  public long multiplications() {
    long sum = 0;
    for (int i = 1; i <= modes(); i++) {
      sum += contractMultiplications(i) + expandMultiplications(i);
    }
    return sum;
  }

  /**
   * The multiplications of one y = W x when the given modes are merged: the contract stages are
   * those of the merged shape, and the expand stage of a merged mode only renames indices.
   *
   * @param merged by mode, index 0 is mode 1
   */
  public long multiplications(boolean[] merged) {
    OperatorShape shape = merged(merged);
    long sum = 0;
    for (int i = 1; i <= modes(); i++) {
      sum += shape.contractMultiplications(i);
      sum += merged[i - 1] ? 0 : shape.expandMultiplications(i);
    }
    return sum;
  }

  /**
   * This shape with R_i = rows_i for the given modes, those that are multiplied by the full A^(i).
   *
   * @param modes by mode, index 0 is mode 1
   * @throws UserError if a stage of the merged shape is too large
   */
  public OperatorShape merged(boolean[] modes) {
    if (modes.length != modes()) {
      throw new IllegalArgumentException(
          "merged: " + modes.length + " modes (expected: " + modes() + ")");
    }
    int[] merged = ranks.clone();
    for (int i = 0; i < merged.length; i++) {
      merged[i] = modes[i] ? rows[i] : ranks[i];
    }
    return new OperatorShape(in, rows, terms, merged);
  }

  /** R_i..R_d. */
  private long ranksFrom(int i) {
    long product = 1;
    for (int mode = i; mode <= modes(); mode++) {
      product = IntMath.times(product, rank(mode));
    }
    return product;
  }

  /** start * numbers_1..numbers_count. */
  private static long product(long start, int[] numbers, int count) {
    long product = start;
    for (int i = 0; i < count; i++) {
      product = IntMath.times(product, numbers[i]);
    }
    return product;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OperatorShape that
        && Arrays.equals(in, that.in)
        && Arrays.equals(rows, that.rows)
        && terms == that.terms
        && Arrays.equals(ranks, that.ranks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new Object[] {text(in), text(rows), terms, text(ranks)});
  }

  @Override
  public String toString() {
    return "in " + text(in) + " rows " + text(rows) + " terms " + terms + " ranks " + text(ranks);
  }

  private static String text(int[] numbers) {
    return Arrays.toString(numbers);
  }
}
