/**
 * From a dense network to a KCP network that does the same on data.
 *
 * <p>In: a dense model, what may be spent, and sequences with or without classes. Out: the fitted
 * model, the same after training with the dense one as teacher, and how well each does; or the
 * smallest one that loses little enough.
 *
 * <p>Separate from {@code compress}, which knows matrices alone, and from {@code train}, which
 * knows no other network than the one that learns.
 *
 * <p>Reference: G. Hinton, O. Vinyals, J. Dean, Distilling the knowledge in a neural network, 2015.
 */
package org.kcpfpga.distillation;
