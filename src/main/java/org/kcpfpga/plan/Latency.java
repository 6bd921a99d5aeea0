package org.kcpfpga.plan;

/** Pipeline depths, in cycles from issue to push, shared by plan, RTL and cycle model. */
public final class Latency {
  /** Operand and factor, product, accumulator, result. Then the requantised value is pushed. */
  public static final int MAC = 4;

  /** Extra rank behind the products where several of them are added before the accumulator. */
  public static final int TREE = 1;

  /** The last expand stage pushes its exact sum, without the rank that requantises. */
  public static final int EXACT = -1;

  private Latency() {}
}
