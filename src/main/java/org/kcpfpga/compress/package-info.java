/**
 * From a dense matrix to a KCP operator that is near it.
 *
 * <p>In: a matrix, and a shape or what may be spent on one. Out: factors and the relative error of
 * W. Separate because it is numerical mathematics on matrices alone: no cell, no data, no hardware.
 *
 * <p>Reference: C. Van Loan, N. Pitsianis, Approximation with Kronecker products, 1993.
 */
package org.kcpfpga.compress;
