package org.kcpfpga.train.graph;

import ai.djl.ndarray.NDArray;
import org.kcpfpga.fixed.Rounding;

/**
 * What the hardware rounds, with a gradient: forward the rounded value, backward the derivative of
 * the value before (Bengio et al., arXiv 1308.3432).
 *
 * <p>Values are numbers, not integers: an integer q of f fraction bits is q 2^-f. All sums of
 * products have fewer than 53 bits, so that doubles hold them exactly in any order; see {@link
 * ExactSums}.
 */
final class StraightThrough {
  private StraightThrough() {}

  /** The value {@code hard}, bit for bit, with the gradient of {@code soft}. */
  static NDArray of(NDArray hard, NDArray soft) {
    // soft - soft is exactly 0
    return soft.sub(soft.stopGradient()).add(hard);
  }

  /**
   * The requantisation of {@link Rounding}. What it clips has no gradient.
   *
   * @param exact an exact sum
   * @param fraction fraction bits of the result
   * @param bits its width
   */
  static NDArray round(NDArray exact, int fraction, int bits) {
    double unit = Math.scalb(1.0, -fraction);
    double min = Rounding.min(bits);
    double max = Rounding.max(bits);
    // sat(floor(acc / 2^s + 1/2)), where acc / 2^s = exact / unit
    NDArray steps = exact.stopGradient().mul(1 / unit).addi(0.5).floor();
    NDArray hard = steps.clip(min, max).muli(unit);
    return of(hard, exact.clip(min * unit, max * unit));
  }
}
