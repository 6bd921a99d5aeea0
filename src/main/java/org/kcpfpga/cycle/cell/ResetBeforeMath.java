package org.kcpfpga.cycle.cell;

import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.plan.CellPlan;

/** Two passes: r h goes back in the first, h' comes of the second; the state is h. */
final class ResetBeforeMath extends CellMath {
  private final long one;
  private final boolean coupled;
  private final int candidate;

  /** z by element, from the first pass to the second. */
  private final long[] kept;

  ResetBeforeMath(CellPlan plan, QuantisedModel model, Clips clips) {
    super(plan, model, clips);
    one = 1L << bits.gateFraction();
    coupled = plan.kind().definition().coupled();
    candidate = plan.gates() - 1;
    kept = new long[plan.size()];
  }

  @Override
  long compute(int state, boolean start) {
    long before = start ? 0 : states.get(state);
    return pass == 0 ? first(before) : second(state, before);
  }

  private long first(long before) {
    long r = gate.apply(pre(0));
    kept[element] = coupled ? one - r : gate.apply(pre(1));
    endPre();
    // r lies between 0 and 1, so that nothing clips
    return Rounding.shift(r * before, bits.gateFraction());
  }

  private long second(int state, long before) {
    long n = tanh.apply(pre(candidate));
    endPre();
    long z = kept[element];
    // h' = (1 - z) n + z h
    long sum =
        ((one - z) * n << scales.pointwise().updateAlign())
            + (z * before << scales.pointwise().forgetAlign());
    long after = output(sum, scales.pointwise().hiddenShift());
    keep(state, after);
    return after;
  }
}
