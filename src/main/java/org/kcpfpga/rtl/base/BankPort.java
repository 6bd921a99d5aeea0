package org.kcpfpga.rtl.base;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;

/**
 * What joins a member and its bank, seen from either.
 *
 * @param operands always there
 * @param turn null where the member need not ask
 * @param sums null where the bank keeps none for the member
 */
public record BankPort(Operands operands, Turn turn, Sums sums) {

  /**
   * What is multiplied.
   *
   * @param tokens of all lanes of the member
   * @param factors likewise
   * @param products of the bank's lanes, the member's lowest
   */
  public record Operands(Bits tokens, Bits factors, Bits products) {}

  /**
   * Who issues.
   *
   * @param asks the member wants to; the cell, which claims, is never refused
   * @param grant it may; null for the cell
   */
  public record Turn(Bool asks, Bool grant) {}

  /**
   * What is added up.
   *
   * @param first the operation that issues begins its sum
   * @param word number of its sum
   * @param sum of the operation of three cycles before
   */
  public record Sums(Bool first, Bits word, Bits sum) {}

  /** Connects a member, this, with its ports of the bank. */
  public void connect(BankPort bank) {
    bank.operands.tokens.drive(operands.tokens);
    bank.operands.factors.drive(operands.factors);
    if (sums != null) {
      bank.sums.first.drive(sums.first);
      bank.sums.word.drive(sums.word);
      sums.sum.drive(bank.sums.sum);
    }
    int width = operands.products.width();
    operands.products.drive(bank.operands.products.slice(width - 1, 0));
    if (bank.turn != null) {
      bank.turn.asks.drive(turn.asks);
    }
    if (bank.turn != null && bank.turn.grant != null) {
      turn.grant.drive(bank.turn.grant);
    }
  }
}
