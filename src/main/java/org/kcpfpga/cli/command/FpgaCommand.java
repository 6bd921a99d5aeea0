package org.kcpfpga.cli.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kcp fpga}: bitstreams, estimates and packages. */
@Command(
    name = "fpga",
    description = "Builds a bitstream, estimates resources, or packages a core.",
    subcommands = {FpgaBuildCommand.class, FpgaEstimateCommand.class, FpgaPackageCommand.class})
public final class FpgaCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Without a command: shows the usage, which is an error. */
  @Override
  public void run() {
    PrintWriter err = spec.commandLine().getErr();
    spec.commandLine().usage(err);
    throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
  }
}
