/**
 * The systolic front: an array of cells, each with one column, two packed ones, or constant
 * factors.
 *
 * <p>In: the plan of the front and its channel. Out: one block. Separate because how a cell
 * multiplies is seen nowhere else: not in the cycles, and not in the sums.
 */
package org.kcpfpga.rtl.front;
