package org.kcpfpga.cycle.cell;

import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.plan.CellPlan;

/** LSTM: gates i, f, g, o; the state is c. */
final class LstmMath extends CellMath {
  LstmMath(CellPlan plan, QuantisedModel model, Clips clips) {
    super(plan, model, clips);
  }

  @Override
  long compute(int state, boolean start) {
    long i = gate.apply(pre(0));
    long f = gate.apply(pre(1));
    long g = tanh.apply(pre(2));
    long o = gate.apply(pre(3));
    endPre();
    long before = start ? 0 : states.get(state);
    // c' = f c + i g
    long sum =
        (f * before << scales.pointwise().forgetAlign())
            + (i * g << scales.pointwise().updateAlign());
    long after = state(sum, bits.state());
    keep(state, after);
    long argument = Rounding.requantise(after, scales.pointwise().argumentShift(), bits.latent());
    // h = o tanh(c')
    return output(o * tanh.apply(argument), scales.pointwise().hiddenShift());
  }
}
