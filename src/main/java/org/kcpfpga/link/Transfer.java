package org.kcpfpga.link;

import java.util.List;

/**
 * What came back.
 *
 * @param outputs one hidden vector per frame, activations
 * @param cycles cycles used, or {@link #UNKNOWN}
 * @param stepEnds the cycle of the last output beat of each step, from the first accepted beat
 */
public record Transfer(List<int[]> outputs, long cycles, List<Long> stepEnds) {
  /** Cycles of a core whose counter may have wrapped unseen. */
  public static final long UNKNOWN = -1;
}
