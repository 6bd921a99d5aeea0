package org.kcpfpga.plan;

/** Pipeline depths, in cycles from issue to push, shared by plan, RTL and cycle model. */
public final class Latency {
  /** Operand and factor, product, accumulated sum; the sum is rounded where it is pushed. */
  public static final int MAC = 3;

  /** Extra rank behind the products where several of them are added before an accumulator. */
  public static final int TREE = 1;

  /** Token, accumulated sum: a stage that does not multiply. */
  public static final int RELABEL = 2;

  private Latency() {}
}
