package org.kcpfpga.kcp;

import java.util.concurrent.atomic.AtomicReference;

/**
 * y = W x with the first modes contracted first and the last expanded first: the same sums as
 * docs/concepts.md, in another order.
 *
 * <p>What a stage leaves alone is then a long contiguous row, which processors multiply two to four
 * times as fast as the short sums of the usual order. Hardware cannot do so: x arrives last mode
 * fastest. Safe for threads.
 */
final class FirstModesFirst {
  // On the shapes of the named designs a multiplication took a half to a quarter of the time; with
  // two modes only (tiny) it took longer.
  private static final int GAIN = 2;

  private final OperatorShape shape;
  private final double[][] u;
  private final double[][] v;

  /**
   * Arrays of the last call for the next one: new ones would take a fifth of the time of a call.
   */
  private final AtomicReference<FirstTwoModes> spare = new AtomicReference<>();

  /**
   * An order of stages.
   *
   * @param u U_k^(i), row-major [K][rows_i][R_i], by mode from 0
   * @param v V_k^(i) transposed, row-major [K][R_i][n_i], by mode from 0
   */
  FirstModesFirst(OperatorShape shape, double[][] u, double[][] v) {
    this.shape = shape;
    this.u = u;
    this.v = v;
  }

  /** Whether this order is the faster one, and no stage is larger than stages may be. */
  boolean pays() {
    if (shape.modes() < 3) {
      return false;
    }
    long multiplications = 0;
    for (int i = 1; i <= shape.modes(); i++) {
      long contract = contractMultiplications(i);
      long expand = (long) shape.terms() * product(shape.ranks(), 1, i + 1);
      expand *= product(shape.rows(), i, shape.modes() + 1);
      multiplications += contract + expand;
      if (Math.max(contract / shape.in(i), expand / shape.rank(i)) > OperatorShape.MAX_VALUES) {
        return false;
      }
    }
    return multiplications <= GAIN * shape.multiplications();
  }

  /** Of mode i: the second comes before the first, see {@link FirstTwoModes}. */
  private long contractMultiplications(int i) {
    if (i == 2) {
      return (long) shape.terms() * shape.rank(2) * shape.inSize();
    }
    long columns = i == 1 ? shape.in(1) * restOfTwo() : product(shape.in(), i, shape.modes() + 1);
    return columns * shape.terms() * product(shape.ranks(), 1, Math.max(i, 2) + 1);
  }

  /** W x. */
  double[] apply(double[] x) {
    FirstTwoModes own = spare.getAndSet(null);
    FirstTwoModes firstTwo = own == null ? new FirstTwoModes(shape, v, restOfTwo()) : own;
    double[] values = firstTwo.apply(x);
    for (int i = 3; i <= shape.modes(); i++) {
      values = contract(i, values);
    }
    // not before, for the result of the first two is one of these arrays
    spare.set(firstTwo);
    for (int i = shape.modes(); i >= 1; i--) {
      values = expand(i, values);
    }
    return values;
  }

  /** One contract stage, from the third on. */
  private double[] contract(int i, double[] in) {
    int outer = product(shape.ranks(), 1, i);
    int columns = shape.in(i);
    int rank = shape.rank(i);
    int inner = product(shape.in(), i + 1, shape.modes() + 1);
    int outTerm = outer * rank * inner;
    double[] out = new double[shape.terms() * outTerm];
    ModeProduct product = new ModeProduct(outer, columns, rank, inner);
    for (int k = 0; k < shape.terms(); k++) {
      // z_i[r1..r_i; j_{i+1}..jd] = sum_{j_i} z_{i-1}[r1..r_{i-1}; j_i..jd] V^(i)[j_i, r_i]
      product.addTo(
          out, k * outTerm, v[i - 1], k * rank * columns, in, k * outer * columns * inner);
    }
    return out;
  }

  /** Values of x for one j1 and j2. */
  private int restOfTwo() {
    return product(shape.in(), 3, shape.modes() + 1);
  }

  /** One expand stage; in the last (i = 1) all terms add into the same output. */
  private double[] expand(int i, double[] in) {
    int outer = product(shape.ranks(), 1, i);
    int rows = shape.rows(i);
    int rank = shape.rank(i);
    int inner = product(shape.rows(), i + 1, shape.modes() + 1);
    int outTerm = i == 1 ? 0 : outer * rows * inner;
    double[] out = new double[i == 1 ? shape.rowSize() : shape.terms() * outTerm];
    ModeProduct product = new ModeProduct(outer, rank, rows, inner);
    for (int k = 0; k < shape.terms(); k++) {
      // y_{i-1}[r1..r_{i-1}; o_i..od] = sum_{r_i} U^(i)[o_i, r_i] y_i[r1..r_i; o_{i+1}..od]
      product.addTo(out, k * outTerm, u[i - 1], k * rows * rank, in, k * outer * rank * inner);
    }
    return out;
  }

  /** The product of the modes {@code from} (from 1) to {@code to}, the last not included. */
  private static int product(int[] sizes, int from, int to) {
    int product = 1;
    for (int mode = from; mode < to; mode++) {
      product *= sizes[mode - 1];
    }
    return product;
  }
}
