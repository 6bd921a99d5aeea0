package org.kcpfpga.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CoreOptions;
import org.kcpfpga.cli.output.Progress;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.BoardSocket;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.verilated.PtyBoard;
import org.kcpfpga.verilated.build.BoardBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kcp board}: a simulated board behind a pseudo-terminal, pins of its UART included. */
@Command(
    name = "board",
    description = "Simulates a board at a pseudo-terminal, for run --engine serial: and device.")
public final class BoardCommand implements Callable<Integer>, CallsTools {
  private static final int LEAST_CLOCKS = 8;
  private static final int MOST_CLOCKS = 10_000;

  @Parameters(paramLabel = "DESIGN", description = "Design file (JSON), or a generated folder.")
  private Path design;

  @Mixin private CoreOptions core = new CoreOptions();

  @Option(
      names = "--clocks",
      defaultValue = "24",
      description = "Clocks of a bit on the UART's pins (default: ${DEFAULT-VALUE}).")
  private int clocks;

  @Option(
      names = "--corrupt",
      defaultValue = "0",
      description = "Probability that a byte is changed (default: ${DEFAULT-VALUE}).")
  private double corrupt;

  @Option(
      names = "--lose",
      defaultValue = "0",
      description = "Probability that a byte is lost (default: ${DEFAULT-VALUE}).")
  private double lose;

  @Option(
      names = "--double",
      defaultValue = "0",
      description = "Probability that a byte comes twice (default: ${DEFAULT-VALUE}).")
  private double twice;

  @Spec private CommandSpec spec;

  @Override
  public List<String> tools() {
    // the program of a board is built by Verilator's makefile
    return Stream.of(SIMULATION, List.of("make")).flatMap(List::stream).toList();
  }

  @Override
  public Integer call() {
    if (clocks < LEAST_CLOCKS || clocks > MOST_CLOCKS) {
      throw UserError.at("--clocks", clocks, LEAST_CLOCKS + " to " + MOST_CLOCKS);
    }
    List<String> options = new ArrayList<>(List.of("--seed", Long.toString(core.seed(design))));
    probability(options, "--corrupt", corrupt);
    probability(options, "--lose", lose);
    probability(options, "--double", twice);
    Calibrated calibrated;
    Path program;
    try (Progress shown = Progress.begin(spec.commandLine().getErr(), spec.qualifiedName())) {
      shown.say("planning and quantising");
      calibrated = core.deployment(design, DesignFile.read(design));
      shown.say("compiling the board");
      program = program(calibrated.deployment());
    }
    PrintWriter err = spec.commandLine().getErr();
    err.printf(Locale.ROOT, "scales from %s%n", calibrated.calibration());
    err.flush();
    PrintWriter out = spec.commandLine().getOut();
    try (PtyBoard board = PtyBoard.start(program, options)) {
      out.printf(Locale.ROOT, "serial:%s (ends with the end of the input)%n", board.path());
      out.flush();
      while (board.alive() && System.in.read() >= 0) {
        // what is typed has no meaning
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }

  /** Builds the simulated board of the core. */
  private Path program(Deployment deployment) {
    Path folder = WorkFolder.claim("board", deployment.plan().design().name());
    EmittedDesign emitted = Emitter.emit(deployment.core());
    Emitter.write(emitted, folder);
    List<Path> files = BoardSocket.write(deployment.plan(), emitted, folder);
    return BoardBuild.program(files, folder, clocks);
  }

  private static void probability(List<String> options, String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw UserError.at(name, value, "at least 0, below 1");
    }
    options.addAll(List.of(name, Double.toString(value)));
  }
}
