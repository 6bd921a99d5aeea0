package org.kcpfpga.cycle.cell;

import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.plan.CellPlan;

/** Plain RNN: h is all its state, and comes back as sums. */
final class RnnMath extends CellMath {
  RnnMath(CellPlan plan, QuantisedModel model, Clips clips) {
    super(plan, model, clips);
  }

  /** h' = tanh(W x + U h + b). */
  @Override
  long compute(int state, boolean start) {
    long pre = pre(0);
    endPre();
    return output(tanh.apply(pre), scales.pointwise().hiddenShift());
  }
}
