package org.kcpfpga.cycle.stage;

import java.util.Arrays;
import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.plan.FrontPlan;

/**
 * Factors of the systolic array as one chain, in the order (row, column, fold): a word written
 * comes in at the end, and all others move one place to the beginning. Here the beginning moves
 * instead, and {@link #settle} puts all in place once, before they are used: a load is linear.
 */
final class FrontChain implements Target {
  private final FrontPlan plan;
  private final PackedFactors factors;
  private final long[] ring;
  private int first;
  private boolean moved;

  /** A chain through factors [j][column], last fastest. */
  FrontChain(FrontPlan plan, PackedFactors factors) {
    this.plan = plan;
    this.factors = factors;
    this.ring = new long[plan.parallelProducts() * plan.folds()];
    Arrays.setAll(ring, word -> factors.get(place(word)));
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
    return ring[(first + word) % ring.length];
  }

  @Override
  public void set(int word, int entry, long value) {
    ring[first] = value;
    first = (first + 1) % ring.length;
    moved = true;
  }

  /** Brings the factors to where the chain has moved them; whether it had. */
  boolean settle() {
    boolean settles = moved;
    if (moved) {
      moved = false;
      for (int word = 0; word < ring.length; word++) {
        factors.set(place(word), get(word, 0));
      }
    }
    return settles;
  }

  private int place(int word) {
    int fold = word % plan.folds();
    int column = word / plan.folds() % plan.columns();
    int row = word / plan.folds() / plan.columns();
    return (fold * plan.lanes() + row) * plan.columns() + column;
  }
}
