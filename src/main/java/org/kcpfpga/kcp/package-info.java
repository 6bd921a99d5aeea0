/**
 * The operator: a sum of Kronecker products of low-rank factors, and three ways to multiply by it.
 *
 * <p>In: a shape (modes, terms, ranks) and the factors U, V. Out: y = W x by the fast algorithm of
 * the low-rank form, by the fast algorithm of the Kronecker form, or by the dense matrix; every
 * intermediate array of the first; and its exact work, stage by stage. Modes can be merged: the
 * first algorithm then contracts them by the full A_k^(i) and expands them by renaming indices.
 *
 * <p>Separate because it is the mathematics alone: no gates, no files, no hardware. Reference: D.
 * Wang et al., Kronecker CP Decomposition With Fast Multiplication for Compressing RNNs, 2023.
 */
package org.kcpfpga.kcp;
