/**
 * The formats in which the literature keeps W, each as a network of small tensors.
 *
 * <p>In: a kind of format with modes, terms and ranks, and the entries of its cores. Out: the
 * network (cores, indices, order of contraction), y = W x in floating point, its work, and the
 * standard deviation with which training begins.
 *
 * <p>Separate because nothing here becomes hardware: KCP, which does, has its own package with the
 * algorithms that the hardware follows. Here all formats, KCP among them, are computed by the same
 * steps, so that they can be compared and trained alike.
 */
package org.kcpfpga.format;
