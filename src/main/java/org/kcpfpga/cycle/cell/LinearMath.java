package org.kcpfpga.cycle.cell;

import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.plan.CellPlan;

/** No cell at all: y = W x + b. */
final class LinearMath extends CellMath {
  LinearMath(CellPlan plan, QuantisedModel model, Clips clips) {
    super(plan, model, clips);
  }

  @Override
  long compute(int state, boolean start) {
    return output(fromInput(0), scales.joint().preShift());
  }
}
