package org.kcpfpga.report;

/**
 * What a co-simulation found.
 *
 * @param cycles cycles compared
 * @param steps steps delivered
 * @param windows accesses to the state windows that the core accepted
 * @param mismatchedCycles cycles in which an output pin of RTL and cycle model differed
 * @param mismatchedValues delivered values, and states read, that differ from the functional model
 * @param first the first difference, or null
 */
public record CosimResult(
    long cycles,
    long steps,
    int windows,
    long mismatchedCycles,
    long mismatchedValues,
    Mismatch first) {

  /** Whether nothing differed. */
  public boolean equal() {
    return mismatchedCycles == 0 && mismatchedValues == 0;
  }
}
