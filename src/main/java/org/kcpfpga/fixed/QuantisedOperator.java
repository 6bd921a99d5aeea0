package org.kcpfpga.fixed;

import org.kcpfpga.kcp.OperatorShape;

/**
 * Factors as integers, and the requantising shift of every stage. Arrays by mode start at 0 for
 * mode 1.
 *
 * @param shape shape of the operator
 * @param u U of mode i+1, [K, rows_i, R_i] row-major; not read where it is the identity
 * @param v V of mode i+1, [K, n_i, R_i] row-major
 * @param contractShift right shift behind the contraction of each mode, at least 0
 * @param expandShift right shift behind the expansion of each mode, at least 0; the last mode's sum
 *     is exact and its entry is not used; 0 where U is the identity
 * @param contractFraction fraction bits of the latents behind the contraction of each mode
 * @param expandFraction fraction bits behind the expansion of each mode; the last mode's are those
 *     of its exact sums
 * @param identity whether U of each mode is the identity: expanding it renames indices and rounds
 *     nothing
 */
public record QuantisedOperator(
    OperatorShape shape,
    int[][] u,
    int[][] v,
    int[] contractShift,
    int[] expandShift,
    int[] contractFraction,
    int[] expandFraction,
    boolean[] identity) {

  /** Fraction bits of the exact sums that leave the last expand stage. */
  public int sumFraction() {
    return expandFraction[shape.modes() - 1];
  }

  /** Whether U of the mode, from 1, is the identity. */
  public boolean identity(int mode) {
    return identity[mode - 1];
  }

  /** U_k^(mode)[row, rank], with the mode from 1. */
  public int u(int mode, int term, int row, int rank) {
    int ranks = shape.rank(mode);
    return u[mode - 1][(term * shape.rows(mode) + row) * ranks + rank];
  }

  /** V_k^(mode)[column, rank], with the mode from 1. */
  public int v(int mode, int term, int column, int rank) {
    int ranks = shape.rank(mode);
    return v[mode - 1][(term * shape.in(mode) + column) * ranks + rank];
  }
}
