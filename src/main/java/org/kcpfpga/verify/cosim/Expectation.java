package org.kcpfpga.verify.cosim;

import java.util.List;
import java.util.Map;
import org.kcpfpga.accuracy.Mismatch;

/** What must come out of a core, given what was done to its registers meanwhile. */
interface Expectation {
  /** Steps that are delivered. */
  int steps();

  /** What follows from these accesses, which are in the order of their answers. */
  Outcome after(List<Access> accesses);

  /**
   * What must have come out.
   *
   * @param hidden hidden vectors by step, as activations
   * @param windows accesses to the state windows that were accepted
   * @param wrongStates states that were read and are not those
   * @param first the first of them, or null
   * @param saturations clipped values by stage
   */
  record Outcome(
      List<int[]> hidden,
      int windows,
      long wrongStates,
      Mismatch first,
      Map<String, Long> saturations) {}
}
