/**
 * The network: cells over KCP operators, their model file, and their outputs in floating point.
 *
 * <p>In: a model file (safetensors) or a shape and a seed, and input sequences [sequences, steps,
 * N]. Out: a checked {@link org.kcpfpga.rnn.Model}, hidden states [sequences, steps, M], logits.
 *
 * <p>Separate because this is the reference that every quantised or hardware result is measured
 * against; it knows nothing of bits, cycles or plans. Gate orders and GRU variant are PyTorch's.
 */
package org.kcpfpga.rnn;
