package org.kcpfpga.cli.output;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fpga.BuildFailure;
import org.kcpfpga.link.StreamStalled;
import org.kcpfpga.verilated.build.VerilatedFailure;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what was thrown into one line on stderr and an exit code. */
public final class Failures {
  /**
   * The exit code of a check that failed: hardware that stalls, stops or cannot be built is one.
   */
  public static final int CHECK = 1;

  /** The exit code of a wrong usage or a wrong input. */
  public static final int USER = 2;

  /** The exit code of a fault of the program's own (EX_SOFTWARE of sysexits). */
  static final int INTERNAL = 70;

  /** Reports {@code error}, thrown by the command {@code line}; returns the exit code. */
  public int report(CommandLine line, Throwable error) {
    Ending.awaitIfStopping();
    PrintWriter err = line.getErr();
    boolean traced = traced(line);
    if (traced) {
      error.printStackTrace(err);
    }
    String users = usersMistake(error);
    if (error instanceof StreamStalled
        || error instanceof VerilatedFailure
        || error instanceof BuildFailure) {
      err.println("kcp: " + oneLine(error.getMessage()));
      err.flush();
      return CHECK;
    }
    if (users != null) {
      err.println("kcp: " + oneLine(users));
    } else if (error instanceof OutOfMemoryError) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      err.printf(
          Locale.ROOT, "kcp: out of memory at %d MB; KCP_JAVA_OPTS=-Xmx8g gives 8 GB%n", megabytes);
    } else {
      String hint = traced ? "" : " (--trace shows where)";
      err.println("kcp: internal error: " + oneLine(error.toString()) + hint);
    }
    err.flush();
    return users != null ? USER : INTERNAL;
  }

  /** Reports arguments that do not fit the command; returns the exit code. */
  public int misuse(ParameterException error) {
    CommandLine line = error.getCommandLine();
    if (traced(line)) {
      error.printStackTrace(line.getErr());
    }
    String command = line.getCommandSpec().qualifiedName();
    boolean root = line.getParent() == null;
    String hint = root ? "kcp --help" : command + " --help";
    line.getErr().println("kcp: " + oneLine(message(error)) + "; try '" + hint + "'");
    line.getErr().flush();
    return USER;
  }

  /** The line that tells the user of their mistake, or null if it is not theirs. */
  private static String usersMistake(Throwable error) {
    Throwable cause = error instanceof UncheckedIOException ? error.getCause() : error;
    if (cause instanceof UserError || cause instanceof FileNotFoundException) {
      return cause.getMessage();
    }
    if (cause instanceof FileSystemException file) {
      return file.getFile() + ": " + UserError.reason(file);
    }
    return null;
  }

  private static String message(ParameterException error) {
    CommandLine line = error.getCommandLine();
    if (error instanceof UnmatchedArgumentException unmatched && line.getParent() == null) {
      List<String> rest = unmatched.getUnmatched();
      if (!rest.isEmpty() && !rest.get(0).startsWith("-")) {
        TreeSet<String> commands = new TreeSet<>(line.getSubcommands().keySet());
        commands.addAll(List.of("test", "bench"));
        String expected = "one of " + String.join(", ", commands);
        return UserError.at("command", rest.get(0), expected).getMessage();
      }
    }
    return error.getMessage();
  }

  private static boolean traced(CommandLine line) {
    CommandLine root = line;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Boolean option = root.getCommandSpec().findOption("--trace").getValue();
    return Boolean.TRUE.equals(option) || "1".equals(System.getenv("KCP_TRACE"));
  }

  private static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
