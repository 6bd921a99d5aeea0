package org.kcpfpga.cycle.cell;

import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.plan.CellPlan;

/**
 * Biases of the cell, a word an element, or as many elements as there are lanes: one a gate, then
 * for a GRU the hidden one of n; or a word a gate, where every gate comes in a beat and has one.
 *
 * @param plan the cell
 * @param bias index gate * M + element
 */
record BiasWords(CellPlan plan, long[] bias) implements Target {

  @Override
  public int entries() {
    return plan.lanes() * plan.biasEntries();
  }

  @Override
  public int bits() {
    return plan.bits().latent();
  }

  @Override
  public long get(int word, int entry) {
    return bias[index(word, entry)];
  }

  @Override
  public void set(int word, int entry, long value) {
    bias[index(word, entry)] = value;
  }

  /** Words follow each other by element, then by gate. */
  private int index(int word, int entry) {
    int position = word * entries() + entry;
    return position % plan.biases() * plan.size() + position / plan.biases();
  }
}
