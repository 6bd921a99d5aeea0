package org.kcpfpga.plan;

import java.util.List;

/**
 * Multipliers that several stages share: in each cycle at most one of them uses the bank.
 *
 * @param name module name
 * @param lanes multipliers
 * @param tokenBits width of the first operands: the widest of the members
 * @param factorBits width of the second operands
 * @param members names of the stages, the first has precedence
 * @param sums what it accumulates for them
 * @param ranks of registers
 */
public record MultiplierBank(
    String name,
    int lanes,
    int tokenBits,
    int factorBits,
    List<String> members,
    BankSums sums,
    Ranks ranks) {

  /** Width of a product. */
  public int productBits() {
    return tokenBits + factorBits;
  }

  /** Whether stages have to wait for each other. */
  public boolean shared() {
    return members.size() > 1;
  }
}
