package org.kcpfpga.plan;

import org.kcpfpga.common.IntMath;
import org.kcpfpga.design.Implementation;

/**
 * Register ranks that the pipeline level of a core puts between its blocks, shared by plan, RTL and
 * cycle model.
 *
 * @param operands between the operands at a bank and its multipliers
 * @param front between the product and the sum in a cell of the systolic front
 * @param adders levels of adders between two ranks; 0: a tree is one rank
 */
public record Ranks(int operands, int front, int adders) {
  /** Cycles from a token to its sum in a stage that does not multiply. */
  public static final int RELABEL = 2;

  /** Those of a level, as {@link Implementation#pipeline()} says it. */
  public static Ranks of(int level) {
    return level == 0 ? new Ranks(0, 0, 0) : new Ranks(1, 1, 2);
  }

  /** Cycles from operands at a bank to their product in a register. */
  public int product() {
    return operands + 1;
  }

  /** The same in words, for the headings of modules. */
  public String productDelay() {
    return product() == 1 ? "another cycle" : product() + " cycles";
  }

  /** Cycles from issue to the sum of products in a register: operands, product, sum. */
  public int sum() {
    return 1 + product() + 1;
  }

  /**
   * Ranks inside the adders of so many products, before the rank of the sum.
   *
   * @param products added in one cycle
   * @param accumulated whether the result is then added to a sum
   */
  public int tree(int products, boolean accumulated) {
    int apart = products > 1 && accumulated ? 1 : 0;
    if (adders == 0) {
      return apart;
    }
    int levels = IntMath.ceilLog2(products) + (accumulated ? 1 : 0);
    return Math.max(apart, IntMath.ceilDiv(Math.max(1, levels), adders) - 1);
  }
}
