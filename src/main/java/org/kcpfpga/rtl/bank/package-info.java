/**
 * Multipliers that stages share. In: a bank of the plan. Out: its block, with the choice among its
 * members and, where the plan says so, their sums. Separate because it knows members by number, not
 * by kind.
 */
package org.kcpfpga.rtl.bank;
