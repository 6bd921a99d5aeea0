package org.kcpfpga.compress;

import java.util.Optional;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.OperatorShape;

/** A shape that may be tried: modes, terms and ranks. */
record Draft(int[] in, int[] rows, int terms, int[] ranks) {

  /** K sum_i R_i (rows_i + n_i). */
  long parameters() {
    long sum = 0;
    for (int i = 0; i < in.length; i++) {
      sum += (long) ranks[i] * (in[i] + rows[i]);
    }
    return terms * sum;
  }

  /**
   * What such an operator has of |W|^2, as a share, if W is white noise, about: of P x Q numbers
   * the largest singular value has (sqrt P + sqrt Q)^2 (Marchenko and Pastur, 1967). P and Q, and
   * more of them for more modes, are the numbers that can be chosen in A^(i) of rank R_i: R_i
   * (rows_i + n_i - R_i).
   */
  double promise() {
    double roots = 0;
    double entries = 1;
    for (int i = 0; i < in.length; i++) {
      roots += Math.sqrt((double) ranks[i] * (in[i] + rows[i] - ranks[i]));
      entries *= (double) in[i] * rows[i];
    }
    return Math.min(1, terms * roots * roots / entries);
  }

  /** Multiplications and additions, about, of a quick fit. */
  double work() {
    double entries = 1;
    for (int i = 0; i < in.length; i++) {
      entries *= (double) in[i] * rows[i];
    }
    return entries * (8.0 * in.length * terms + 12.0 * (terms + 8));
  }

  /** The shape, unless an operator cannot be so large. */
  Optional<OperatorShape> shape() {
    try {
      return Optional.of(new OperatorShape(in, rows, terms, ranks));
    } catch (UserError e) {
      return Optional.empty();
    }
  }
}
