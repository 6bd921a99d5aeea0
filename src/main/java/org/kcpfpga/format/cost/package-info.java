/**
 * What one y = W x costs in a format, in the best order.
 *
 * <p>In: a tensor network. Out: the order of fewest multiplications, its largest intermediate, its
 * critical path, and its cycles on a number of multipliers.
 *
 * <p>Separate because these are laws of the formats, not of our hardware: no stream order, no
 * memory, no adder is limited. What a planned core needs is a matter of the planner.
 */
package org.kcpfpga.format.cost;
