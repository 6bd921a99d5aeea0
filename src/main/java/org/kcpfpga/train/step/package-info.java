/**
 * What a step of training is made of, in plain Java: batches, dropout, the optimiser, its schedule.
 *
 * <p>In: labelled sequences, a seed, gradients. Out: batches, and parameters after a step. All that
 * is random is a function of seed, epoch and batch, so that there is no state of a generator to
 * keep.
 *
 * <p>Separate because it needs no library of gradients.
 */
package org.kcpfpga.train.step;
