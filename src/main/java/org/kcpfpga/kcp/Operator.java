package org.kcpfpga.kcp;

/** A matrix W that is multiplied by vectors, however it is kept. */
public interface Operator {
  /** N, the length of x. */
  int inSize();

  /** The length of y. */
  int rowSize();

  /** The numbers that W is kept as. */
  long parameters();

  /**
   * y = W x.
   *
   * @param x N values, which are not changed
   * @return rowSize values, of the caller's own
   */
  double[] apply(double[] x);
}
