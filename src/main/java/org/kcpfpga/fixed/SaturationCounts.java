package org.kcpfpga.fixed;

/**
 * Clipped values by stage; arrays by mode, index 0 is mode 1. The last expand stage and those of
 * merged modes never clip. A linear cell has no hidden stages: empty arrays.
 *
 * @param inputContract behind the contraction of x, the front being the last mode
 * @param inputExpand behind the expansion of its latents
 * @param hiddenContract behind the contraction of h
 * @param hiddenExpand behind the expansion of its latents
 * @param pre pre-activations; of a GRU also both parts of its candidate's
 * @param state c of an LSTM, pre-activations of the gate n of a GRU
 * @param hidden h, or y of a linear cell
 */
public record SaturationCounts(
    long[] inputContract,
    long[] inputExpand,
    long[] hiddenContract,
    long[] hiddenExpand,
    long pre,
    long state,
    long hidden) {}
