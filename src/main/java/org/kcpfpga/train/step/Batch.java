package org.kcpfpga.train.step;

/**
 * Some sequences, ready to be computed together.
 *
 * @param sequences B
 * @param steps T
 * @param x [T, B, N]
 * @param hiddenMask [B, M], what h is multiplied by before the hidden operator; null for nothing
 * @param labels [B]
 * @param targets what a teacher says of them; null without one
 */
public record Batch(
    int sequences, int steps, double[] x, float[] hiddenMask, int[] labels, Targets targets) {
  /** Without a teacher. */
  public Batch(int sequences, int steps, double[] x, float[] hiddenMask, int[] labels) {
    this(sequences, steps, x, hiddenMask, labels, null);
  }
}
