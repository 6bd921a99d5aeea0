package org.kcpfpga.bench;

import picocli.CommandLine;

/** The command line of the benchmarks, for tests that only read it. */
public final class BenchOptions {
  private BenchOptions() {}

  public static CommandLine commandLine() {
    return new CommandLine(new Bench());
  }
}
