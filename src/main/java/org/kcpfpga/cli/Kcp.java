package org.kcpfpga.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import org.kcpfpga.cli.command.BoardCommand;
import org.kcpfpga.cli.command.CompareCommand;
import org.kcpfpga.cli.command.CosimCommand;
import org.kcpfpga.cli.command.CoverageCommand;
import org.kcpfpga.cli.command.DemoCommand;
import org.kcpfpga.cli.command.DeviceCommand;
import org.kcpfpga.cli.command.DoctorCommand;
import org.kcpfpga.cli.command.FpgaCommand;
import org.kcpfpga.cli.command.GenerateCommand;
import org.kcpfpga.cli.command.ImportCommand;
import org.kcpfpga.cli.command.MutateCommand;
import org.kcpfpga.cli.command.PlanCommand;
import org.kcpfpga.cli.command.ProveCommand;
import org.kcpfpga.cli.command.RunCommand;
import org.kcpfpga.cli.command.SoakCommand;
import org.kcpfpga.cli.command.VerifyCommand;
import org.kcpfpga.cli.compress.CompressCommand;
import org.kcpfpga.cli.output.Ending;
import org.kcpfpga.cli.output.Failures;
import org.kcpfpga.cli.output.StandardOutput;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.cli.tool.ToolNeeds;
import org.kcpfpga.cli.tool.Version;
import org.kcpfpga.cli.train.StudyCommand;
import org.kcpfpga.cli.train.TrainCommand;
import org.kcpfpga.cli.weights.DataCommand;
import org.kcpfpga.cli.weights.FormatsCommand;
import org.kcpfpga.cli.weights.ReportPageCommand;
import org.kcpfpga.common.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code kcp}: finds the command, runs it, and turns its end into an exit code. */
@Command(
    name = "kcp",
    description = "Turns a KCP-compressed recurrent network into a verified FPGA accelerator.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    footer = {
      "%nBy the launcher itself:",
      "  test     all tests",
      "  bench    the benchmarks",
      "%nExit codes: 0 done, 1 the check failed, 2 wrong usage or input, 70 internal error."
    },
    subcommands = {
      DemoCommand.class,
      DoctorCommand.class,
      ImportCommand.class,
      PlanCommand.class,
      GenerateCommand.class,
      FpgaCommand.class,
      FormatsCommand.class,
      CompressCommand.class,
      RunCommand.class,
      TrainCommand.class,
      CosimCommand.class,
      CompareCommand.class,
      ProveCommand.class,
      VerifyCommand.class,
      MutateCommand.class,
      CoverageCommand.class,
      SoakCommand.class,
      DeviceCommand.class,
      BoardCommand.class,
      DataCommand.class,
      ReportPageCommand.class,
      StudyCommand.class
    })
public final class Kcp implements Runnable {
  @Option(
      names = "--trace",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error (also: KCP_TRACE=1).")
  private boolean trace;

  /** What Java puts in the place of bytes that it cannot read. */
  private static final char LOST = '\uFFFD';

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Ending.watch();
    CommandLine line = new CommandLine(new Kcp());
    line.setOut(StandardOutput.writer(new FileOutputStream(FileDescriptor.out)));
    Ending.exit(run(line, args));
  }

  /** Runs one command; what it prints goes where {@code line} says. Returns the exit code. */
  public static int run(CommandLine line, String... args) {
    Failures failures = new Failures();
    line.setExecutionExceptionHandler((error, where, parsed) -> failures.report(where, error));
    line.setParameterExceptionHandler((error, given) -> failures.misuse(error));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(Kcp::checked);
    try {
      refuseLostLetters(args);
      int code = line.execute(args);
      boolean done = code == 0 || code == Failures.CHECK;
      UserError lost = done ? StandardOutput.failure(line.getOut()) : null;
      return lost == null ? code : failures.report(line, lost);
    } catch (UserError error) {
      return failures.report(line, error);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError error) {
      return failures.report(line, error);
    }
  }

  /** A name that is not in the charset of the system has lost its bytes on the way to Java. */
  private static void refuseLostLetters(String... args) {
    for (String argument : args) {
      if (argument.indexOf(LOST) >= 0) {
        throw UserError.at("argument", argument, "a name in UTF-8, in a locale of UTF-8");
      }
    }
  }

  /** Looks for the tools of the command before it starts; then runs it. */
  private static int checked(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine line = last.commandSpec().commandLine();
    boolean asksForHelp = last.isUsageHelpRequested() || last.isVersionHelpRequested();
    if (!asksForHelp && line.getCommand() instanceof CallsTools command) {
      try {
        ToolNeeds.require(command.tools());
      } catch (UserError e) {
        throw new CommandLine.ExecutionException(line, e.getMessage(), e);
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Without a command: shows the usage, which is an error. */
  @Override
  public void run() {
    PrintWriter err = spec.commandLine().getErr();
    spec.commandLine().usage(err);
    throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
  }
}
