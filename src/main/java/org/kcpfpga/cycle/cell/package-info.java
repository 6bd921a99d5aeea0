/**
 * The cell of the cycle model: its products, its state and when they happen. In: exact sums. Out:
 * elements of h. Separate because gates and their arithmetic are known in no other stage.
 */
package org.kcpfpga.cycle.cell;
