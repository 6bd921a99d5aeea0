package org.kcpfpga.cycle.stage;

/**
 * Two numbers in one long, which halves the multiplications of the simulation.
 *
 * <p>{@code (a + 2^32 b) u = a u + 2^32 b u}: while each sum keeps to 32 bits, both come out whole.
 */
final class Pairs {
  private static final int BITS = Integer.SIZE;
  private static final long HALF = 1L << (BITS - 1);

  private Pairs() {}

  /** Whether sums of this width can go in pairs. */
  static boolean fit(int sumBits) {
    return sumBits <= BITS;
  }

  static long of(long low, long high) {
    return low + (high << BITS);
  }

  static long low(long pair) {
    return (int) pair;
  }

  static long high(long pair) {
    return (pair + HALF) >> BITS;
  }

  /** Neighbours in pairs; a last one without a neighbour goes with zero. */
  static long[] pack(long[] values, int row) {
    int pairs = (row + 1) / 2;
    int rows = values.length / row;
    long[] packed = new long[rows * pairs];
    for (int at = 0; at < values.length; at++) {
      int column = at % row;
      long value = values[at];
      packed[at / row * pairs + column / 2] += column % 2 == 0 ? value : of(0, value);
    }
    return packed;
  }
}
