/**
 * Gradients: a recurrent network as a graph of tensor operations that DJL's PyTorch differentiates.
 *
 * <p>In: the shape of a network, its parameters by the names of a model file, and batches. Out:
 * loss, gradients and hidden states, in floating point or through the arithmetic of the hardware.
 *
 * <p>Separate because only this package knows DJL, an optional dependency with 400 MB of native
 * code that no other command needs.
 */
package org.kcpfpga.train.graph;
