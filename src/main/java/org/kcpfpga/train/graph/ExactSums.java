package org.kcpfpga.train.graph;

import org.kcpfpga.common.IntMath;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.kcp.OperatorShape;

/** Whether every sum of a core is one that a double holds exactly. */
public final class ExactSums {
  /** Of the significand of a double. */
  private static final int MOST = 53;

  private ExactSums() {}

  /**
   * Refuses a core of which some sum may be longer.
   *
   * @throws UserError naming the widths
   */
  public static void require(QuantisedModel model) {
    int longest = longest(model);
    if (longest > MOST) {
      throw UserError.at(
          "bits: sums of up to " + longest + " bits", model.bits(), "sums of " + MOST + " bits");
    }
  }

  /** Bits of the longest sum, two's complement. */
  static int longest(QuantisedModel model) {
    BitWidths bits = model.bits();
    int input = sums(model.input().shape(), bits);
    int hidden = model.hidden() == null ? 0 : sums(model.hidden().shape(), bits);
    CellScales s = model.scales();
    int joint = s.jointBits(last(model.input().shape(), bits), hiddenLast(model), bits.latent());
    return Math.max(Math.max(input, hidden), Math.max(joint, cell(model, s)));
  }

  private static int hiddenLast(QuantisedModel model) {
    return model.hidden() == null ? 0 : last(model.hidden().shape(), model.bits());
  }

  /** Behind the products of two words, each added align bits to the left. */
  private static int cell(QuantisedModel model, CellScales s) {
    BitWidths bits = model.bits();
    int update = 2 * bits.latent() + s.pointwise().updateAlign();
    return 1
        + switch (model.cell().equations()) {
          case LSTM -> Math.max(update, bits.latent() + bits.state() + s.pointwise().forgetAlign());
          case GRU, RESET_BEFORE ->
              Math.max(update + 1, bits.latent() + bits.activation() + s.pointwise().forgetAlign());
          case RNN, LINEAR -> bits.latent();
        };
  }

  /** The longest sum of a stage of one operator. */
  private static int sums(OperatorShape shape, BitWidths bits) {
    int longest = last(shape, bits);
    for (int i = 1; i <= shape.modes(); i++) {
      int word = i == shape.modes() ? bits.activation() : bits.latent();
      int terms = IntMath.ceilLog2(Math.max(shape.in(i), shape.rank(i)));
      longest = Math.max(longest, Math.max(word, bits.latent()) + bits.factor() + terms);
    }
    return longest;
  }

  /** The exact sum that leaves the operator. */
  private static int last(OperatorShape shape, BitWidths bits) {
    int products = shape.terms() * shape.rank(shape.modes());
    return bits.latent() + bits.factor() + IntMath.ceilLog2(products);
  }
}
