package org.kcpfpga.fixed;

import java.util.Arrays;

/** What the core keeps of one sequence between its steps. */
final class SlotState {
  /** M activations. */
  final int[] h;

  /** M states of an LSTM, empty for other cells. */
  final long[] c;

  /** z_1 of h, computed as soon as h is known, as the core does; null before the first step. */
  int[] latents;

  SlotState(int hiddenSize, int stateSize) {
    h = new int[hiddenSize];
    c = new long[stateSize];
  }

  /** The state in which every sequence starts. */
  void clear() {
    Arrays.fill(h, 0);
    Arrays.fill(c, 0);
  }
}
