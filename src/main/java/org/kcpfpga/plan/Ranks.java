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
 * @param multiply of a multiplier of a bank: its product, or halves of it and their sum
 * @param rounding between a rounded result and the channel that it goes to
 */
public record Ranks(int operands, int front, int adders, int multiply, int rounding) {
  /** Cycles from a token to its sum in a stage that does not multiply. */
  public static final int RELABEL = 2;

  /**
   * Those of the level that is asked for. A multiplier block gets one rank behind the product: some
   * have no place for a second one, and tools that try it fail.
   */
  public static Ranks of(Implementation implementation) {
    Ranks ranks = of(implementation.pipeline());
    return implementation.pipeline() == 2 && !implementation.multiplierBlocks()
        ? new Ranks(ranks.operands, ranks.front, ranks.adders, 2, ranks.rounding)
        : ranks;
  }

  /** Those of a level on a chip that has multipliers. */
  public static Ranks of(int level) {
    return switch (level) {
      case 0 -> new Ranks(0, 0, 0, 1, 0);
      case 1 -> new Ranks(1, 1, 2, 1, 0);
      default -> new Ranks(1, 1, 2, 1, 1);
    };
  }

  /** Whether registers say a cycle ahead what an operation that issues will mean. */
  public boolean ahead() {
    return operands > 0;
  }

  /** Cycles from operands at a bank to their product in a register. */
  public int product() {
    return operands + multiply;
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
