package org.kcpfpga.link;

/**
 * What a core keeps of a sequence between steps, as integers.
 *
 * @param h the hidden vector, M activations
 * @param c the cell state of an LSTM, M values; empty for other cells
 */
public record CoreState(int[] h, long[] c) {}
