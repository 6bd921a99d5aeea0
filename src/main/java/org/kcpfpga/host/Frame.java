package org.kcpfpga.host;

/**
 * The input vector of one step.
 *
 * @param x N activations
 * @param start whether the step starts a sequence
 */
public record Frame(int[] x, boolean start) {}
