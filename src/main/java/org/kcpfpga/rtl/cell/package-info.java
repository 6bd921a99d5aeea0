/**
 * The cell: issue, tables, products, state. In: the cell's plan. Out: its block. Separate because
 * gates, functions and the order of their products are known here and in no other block.
 */
package org.kcpfpga.rtl.cell;
