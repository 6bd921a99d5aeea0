package org.kcpfpga.plan;

/**
 * A multiplication of the cell.
 *
 * @param name what it computes; see {@link CellPlan}
 * @param slot cycles from issue to the cycle in which its operands are at the multiplier
 * @param lane multiplier of the bank
 */
public record CellProduct(String name, int slot, int lane) {}
