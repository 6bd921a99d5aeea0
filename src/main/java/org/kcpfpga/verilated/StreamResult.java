package org.kcpfpga.verilated;

import java.util.List;

/**
 * What came back from a stream. Cycle numbers count from 0, the first cycle of the request.
 *
 * @param status whether all beats were taken and all expected beats arrived
 * @param outputs the beats of m_axis in order; more than expected if they came before the last
 *     input beat was taken
 * @param accepted input beats taken
 * @param cycles cycles used
 * @param firstAccepted cycle in which the first input beat was taken, -1 if none was
 * @param lastOutput cycle of the last output beat, -1 if none came
 * @param lastStamps for each output beat with tlast, its cycle: the differences are intervals
 */
public record StreamResult(
    Status status,
    Beats outputs,
    long accepted,
    long cycles,
    long firstAccepted,
    long lastOutput,
    List<Long> lastStamps) {

  /** How it ended. */
  public enum Status {
    /** All input beats taken, all expected output beats received. */
    DONE,
    /** Nothing moved for the idle limit. */
    STALLED
  }
}
