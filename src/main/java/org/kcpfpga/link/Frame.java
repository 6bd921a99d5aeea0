package org.kcpfpga.link;

/**
 * The input vector of one step.
 *
 * @param x N activations
 * @param start whether the step starts a sequence
 * @param slot which of the core's sequences it belongs to, from 0
 */
public record Frame(int[] x, boolean start, int slot) {

  /** tuser of the first beat: bit 0 start, the sequence above. */
  public int user() {
    return slot << 1 | (start ? 1 : 0);
  }
}
