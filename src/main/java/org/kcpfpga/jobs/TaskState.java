package org.kcpfpga.jobs;

import java.util.Set;

/**
 * What Slurm says of a task.
 *
 * @param state as squeue and sacct call it: RUNNING, NODE_FAIL
 * @param node where it runs or ran; empty if nowhere yet
 */
record TaskState(String state, String node) {
  /** States after which a task does nothing any more. */
  private static final Set<String> OVER =
      Set.of(
          "BOOT_FAIL",
          "CANCELLED",
          "COMPLETED",
          "DEADLINE",
          "FAILED",
          "NODE_FAIL",
          "OUT_OF_MEMORY",
          "PREEMPTED",
          "REVOKED",
          "TIMEOUT");

  /** A task that Slurm no longer knows, as it forgets them some minutes after their end. */
  static final TaskState FORGOTTEN = new TaskState("COMPLETED", "");

  /** Whether it has ended, well or not. */
  boolean over() {
    return OVER.contains(state);
  }

  /** Whether its script ran to the end, so that its files are on their way to us. */
  boolean completed() {
    return state.equals("COMPLETED");
  }

  @Override
  public String toString() {
    return node.isEmpty() ? state : state + " on " + node;
  }
}
