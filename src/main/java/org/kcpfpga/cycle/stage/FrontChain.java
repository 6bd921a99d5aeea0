package org.kcpfpga.cycle.stage;

import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.plan.FrontPlan;

/**
 * Factors of the systolic array as one chain, in the order (row, column, fold): a word written
 * comes in at the end, and all others move one place to the beginning.
 */
final class FrontChain implements Target {
  private final FrontPlan plan;
  private final PackedFactors factors;
  private final int length;

  /** A chain through factors [j][column], last fastest. */
  FrontChain(FrontPlan plan, PackedFactors factors) {
    this.plan = plan;
    this.factors = factors;
    this.length = plan.multipliers() * plan.folds();
  }

  @Override
  public int entries() {
    return 1;
  }

  @Override
  public int bits() {
    return plan.factorBits();
  }

  @Override
  public long get(int word, int entry) {
    return factors.get(place(word));
  }

  @Override
  public void set(int word, int entry, long value) {
    for (int at = 1; at < length; at++) {
      factors.set(place(at - 1), factors.get(place(at)));
    }
    factors.set(place(length - 1), value);
  }

  private int place(int word) {
    int fold = word % plan.folds();
    int column = word / plan.folds() % plan.columns();
    int row = word / plan.folds() / plan.columns();
    return (fold * plan.lanes() + row) * plan.columns() + column;
  }
}
