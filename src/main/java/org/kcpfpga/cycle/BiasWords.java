package org.kcpfpga.cycle;

import org.kcpfpga.plan.CellPlan;

/**
 * Biases of the cell, a word an element: one a gate, then for a GRU the hidden one of n.
 *
 * @param plan the cell
 * @param bias index gate * M + element
 */
record BiasWords(CellPlan plan, long[] bias) implements Target {

  @Override
  public int entries() {
    return plan.biases();
  }

  @Override
  public int bits() {
    return plan.bits().latent();
  }

  @Override
  public long get(int word, int entry) {
    return bias[entry * plan.size() + word];
  }

  @Override
  public void set(int word, int entry, long value) {
    bias[entry * plan.size() + word] = value;
  }
}
