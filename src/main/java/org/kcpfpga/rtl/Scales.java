package org.kcpfpga.rtl;

import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Side;

/** The requantising shift of each stage. */
final class Scales {
  private Scales() {}

  static int contract(QuantisedModel model, ContractPlan plan) {
    return operator(model, plan.side()).contractShift()[plan.mode() - 1];
  }

  static int expand(QuantisedModel model, ExpandPlan plan) {
    return operator(model, plan.side()).expandShift()[plan.mode() - 1];
  }

  static QuantisedOperator operator(QuantisedModel model, Side side) {
    return side == Side.INPUT ? model.input() : model.hidden();
  }
}
