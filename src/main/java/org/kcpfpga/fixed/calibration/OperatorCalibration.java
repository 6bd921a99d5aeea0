package org.kcpfpga.fixed.calibration;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.fit.Grid;
import org.kcpfpga.kcp.KcpOperator;

/** Chooses the scales of one operator: follows the fraction through its stages. */
final class OperatorCalibration {
  private final KcpOperator operator;
  private final int modes;
  private final Ranges.Stages seen;
  private final BitWidths bits;

  private final int mostShift;

  /**
   * Nothing chosen yet.
   *
   * @param seen the largest values behind every stage
   * @param mostShift of a stage, before its sums may have more fraction bits than wished for
   */
  OperatorCalibration(KcpOperator operator, Ranges.Stages seen, BitWidths bits, int mostShift) {
    this.mostShift = mostShift;
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
    Grid grid = grid(operator, bits.factor());
    List<Integer> u = grid.u();
    List<Integer> v = grid.v();
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
    int chosen = last ? Math.min(wanted, largestLatent) : wanted;
    return Math.max(chosen, available - mostShift);
  }

  /** The finest formats in which no factor clips. */
  static Grid grid(KcpOperator operator, int bits) {
    List<Integer> u = new ArrayList<>();
    List<Integer> v = new ArrayList<>();
    for (int mode = 1; mode <= operator.shape().modes(); mode++) {
      boolean identity = operator.identity(mode);
      u.add(identity ? 0 : Quantiser.fraction(operator.u(mode).values(), bits));
      v.add(Quantiser.fraction(operator.v(mode).values(), bits));
    }
    return new Grid(u, v, bits);
  }
}
