package org.kcpfpga.verify.cosim;

import java.util.Map;
import org.kcpfpga.accuracy.Mismatch;

/**
 * What a co-simulation found.
 *
 * @param cycles cycles compared
 * @param steps steps delivered
 * @param windows accesses to the state windows that the core accepted
 * @param mismatchedCycles cycles in which an output pin of RTL and cycle model differed
 * @param mismatchedValues values of the cycle model, and states read, that differ from the
 *     functional model, and values that the cycle model delivers and the RTL does not
 * @param first the first difference, or null
 * @param saturations clipped values of the delivered steps by stage, as the functional model counts
 */
public record CosimResult(
    long cycles,
    long steps,
    int windows,
    long mismatchedCycles,
    long mismatchedValues,
    Mismatch first,
    Map<String, Long> saturations) {

  /** Whether nothing differed. */
  public boolean equal() {
    return mismatchedCycles == 0 && mismatchedValues == 0;
  }
}
