package org.kcpfpga.cycle.cell;

import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.plan.CellPlan;

/** GRU: gates r, z, n; the state is h. */
final class GruMath extends CellMath {
  private static final int CANDIDATE = 2;
  private static final int HIDDEN_BIAS = 3;
  private final long one;

  GruMath(CellPlan plan, QuantisedModel model, Clips clips) {
    super(plan, model, clips);
    one = 1L << bits.gateFraction();
  }

  @Override
  long compute(int state, boolean start) {
    long r = gate.apply(pre(0));
    long z = gate.apply(pre(1));
    long xn = pre(fromInput(CANDIDATE));
    long un = pre(fromHidden(CANDIDATE) + bias(HIDDEN_BIAS));
    endPre();
    // n = tanh(xn + r un)
    long n = tanh.apply(state((xn << bits.gateFraction()) + r * un, bits.latent()));
    long before = start ? 0 : states.get(state);
    // h' = (1 - z) n + z h
    long sum =
        ((one - z) * n << scales.pointwise().updateAlign())
            + (z * before << scales.pointwise().forgetAlign());
    long after = output(sum, scales.pointwise().hiddenShift());
    keep(state, after);
    return after;
  }
}
