package org.kcpfpga.image;

import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.Side;

/** The requantising shift of each stage. */
final class SideOperator {
  private SideOperator() {}

  static QuantisedOperator operator(QuantisedModel model, Side side) {
    return side == Side.INPUT ? model.input() : model.hidden();
  }
}
