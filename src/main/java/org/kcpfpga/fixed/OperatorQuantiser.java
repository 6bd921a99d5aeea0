package org.kcpfpga.fixed;

import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/** Rounds the factors of one operator and follows the fraction through its stages. */
final class OperatorQuantiser {
  private final KcpOperator operator;
  private final OperatorShape shape;
  private final Ranges.Stages seen;
  private final BitWidths bits;
  private final int[][] u;
  private final int[][] v;
  private final int[] uFraction;
  private final int[] vFraction;

  /** {@code seen}: the largest values behind every stage. */
  OperatorQuantiser(KcpOperator operator, Ranges.Stages seen, BitWidths bits) {
    this.operator = operator;
    this.shape = operator.shape();
    this.seen = seen;
    this.bits = bits;
    this.u = new int[shape.modes()][];
    this.v = new int[shape.modes()][];
    this.uFraction = new int[shape.modes()];
    this.vFraction = new int[shape.modes()];
    for (int mode = 1; mode <= shape.modes(); mode++) {
      vFraction[mode - 1] = fraction(operator.v(mode));
      v[mode - 1] = rounded(operator.v(mode), vFraction[mode - 1]);
      boolean identity = operator.identity(mode);
      uFraction[mode - 1] = identity ? 0 : fraction(operator.u(mode));
      u[mode - 1] = identity ? new int[0] : rounded(operator.u(mode), uFraction[mode - 1]);
    }
  }

  /**
   * The operator in integers; every shift is at least 0.
   *
   * @param inputFraction fraction bits of the vectors that it multiplies
   * @param largestSumFraction the most fraction bits that its exact sums may have
   */
  QuantisedOperator quantised(int inputFraction, int largestSumFraction) {
    int modes = shape.modes();
    int[] contractShift = new int[modes];
    int[] expandShift = new int[modes];
    int[] contractFraction = new int[modes];
    int[] expandFraction = new int[modes];
    boolean[] identity = new boolean[modes];
    int lastRounded = lastRoundedExpansion();
    int largestLatent = largestSumFraction - uFraction[modes - 1];
    int at = inputFraction;
    for (int mode = modes; mode >= 1; mode--) {
      int sum = at + vFraction[mode - 1];
      boolean last = mode == 1 && lastRounded == 0;
      at = latentFraction(seen.contract()[mode - 1], sum, last, largestLatent);
      contractShift[mode - 1] = sum - at;
      contractFraction[mode - 1] = at;
    }
    for (int mode = 1; mode <= modes; mode++) {
      identity[mode - 1] = operator.identity(mode);
      int sum = at + uFraction[mode - 1];
      boolean exact = mode == modes || identity[mode - 1];
      boolean last = mode == lastRounded;
      at = exact ? sum : latentFraction(seen.expand()[mode - 1], sum, last, largestLatent);
      expandShift[mode - 1] = sum - at;
      expandFraction[mode - 1] = at;
    }
    return new QuantisedOperator(
        shape, u, v, contractShift, expandShift, contractFraction, expandFraction, identity);
  }

  /** The last mode whose expansion rounds; 0 if the contraction of mode 1 is the last to round. */
  private int lastRoundedExpansion() {
    int mode = shape.modes() - 1;
    while (mode >= 1 && operator.identity(mode)) {
      mode--;
    }
    return mode;
  }

  private int latentFraction(double largest, int available, boolean last, int largestLatent) {
    int fitting = Quantiser.fraction(largest, bits.latent() - Quantiser.HEADROOM);
    int wanted = Math.min(available, fitting);
    return last ? Math.min(wanted, largestLatent) : wanted;
  }

  private int fraction(Tensor factors) {
    return Quantiser.fraction(Ranges.largest(0, factors.values()), bits.factor());
  }

  private int[] rounded(Tensor factors, int fraction) {
    return Rounding.quantise(factors.values(), fraction, bits.factor());
  }
}
