package org.kcpfpga.fixed.calibration;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.tensor.Tensor;

/** Chooses the scales of one operator: follows the fraction through its stages. */
final class OperatorCalibration {
  private final KcpOperator operator;
  private final int modes;
  private final Ranges.Stages seen;
  private final BitWidths bits;

  /** {@code seen}: the largest values behind every stage. */
  OperatorCalibration(KcpOperator operator, Ranges.Stages seen, BitWidths bits) {
    this.operator = operator;
    this.modes = operator.shape().modes();
    this.seen = seen;
    this.bits = bits;
  }

  /**
   * Scales with which every shift is at least 0.
   *
   * @param inputFraction fraction bits of the vectors that the operator multiplies
   * @param largestSumFraction the most fraction bits that its exact sums may have
   */
  Scales.Operator scales(int inputFraction, int largestSumFraction) {
    List<Integer> u = new ArrayList<>();
    List<Integer> v = new ArrayList<>();
    for (int mode = 1; mode <= modes; mode++) {
      u.add(operator.identity(mode) ? 0 : fraction(operator.u(mode)));
      v.add(fraction(operator.v(mode)));
    }
    int lastRounded = lastRoundedExpansion();
    int largestLatent = largestSumFraction - u.get(modes - 1);
    Integer[] contract = new Integer[modes];
    int at = inputFraction;
    for (int mode = modes; mode >= 1; mode--) {
      int sum = at + v.get(mode - 1);
      boolean last = mode == 1 && lastRounded == 0;
      at = latentFraction(seen.contract()[mode - 1], sum, last, largestLatent);
      contract[mode - 1] = at;
    }
    List<Integer> expand = new ArrayList<>();
    for (int mode = 1; mode <= modes; mode++) {
      int sum = at + u.get(mode - 1);
      boolean exact = mode == modes || operator.identity(mode);
      boolean last = mode == lastRounded;
      at = exact ? sum : latentFraction(seen.expand()[mode - 1], sum, last, largestLatent);
      expand.add(at);
    }
    return new Scales.Operator(u, v, List.of(contract), expand);
  }

  /** The last mode whose expansion rounds; 0 if the contraction of mode 1 is the last to round. */
  private int lastRoundedExpansion() {
    int mode = modes - 1;
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
}
