package org.kcpfpga.fixed;

/**
 * Clipped values by stage; arrays by mode, index 0 is mode 1. The last expand stage never clips.
 *
 * @param inputContract behind the contraction of x, the front being the last mode
 * @param inputExpand behind the expansion of its latents
 * @param hiddenContract behind the contraction of h
 * @param hiddenExpand behind the expansion of its latents
 * @param pre pre-activations
 * @param state c
 * @param hidden h
 */
public record SaturationCounts(
    long[] inputContract,
    long[] inputExpand,
    long[] hiddenContract,
    long[] hiddenExpand,
    long pre,
    long state,
    long hidden) {}
