/**
 * Training: from labelled sequences to a model, with checkpoints.
 *
 * <p>In: the shape of a network, a recipe, a data set. Out: the best parameters, and for hardware
 * the scales that they were trained with. A training that was killed goes on from its checkpoint as
 * if nothing had happened.
 *
 * <p>Separate from {@code train.graph} because the loop needs no library of gradients, and from the
 * command line because others train too.
 */
package org.kcpfpga.train;
