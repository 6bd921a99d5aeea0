package org.kcpfpga.train.step;

/**
 * Some sequences, ready to be computed together.
 *
 * @param sequences B
 * @param steps T
 * @param x [T, B, N]
 * @param hiddenMask [B, M], what h is multiplied by before the hidden operator; null for nothing
 * @param labels [B]
 */
public record Batch(int sequences, int steps, double[] x, float[] hiddenMask, int[] labels) {}
