package org.kcpfpga.jobs;

/** The contract of {@link Where} on this machine. */
class LocalProcessesTest extends WhereContract {
  @Override
  Where where() {
    return new LocalProcesses(2, line -> {});
  }
}
