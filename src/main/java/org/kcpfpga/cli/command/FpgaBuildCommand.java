package org.kcpfpga.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.cache.WorkFolder;
import org.kcpfpga.cli.option.CalibrationOptions.Calibrated;
import org.kcpfpga.cli.option.CoreOptions;
import org.kcpfpga.cli.output.Outputs;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.text.FpgaText;
import org.kcpfpga.cli.tool.CallsTools;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fpga.Bitstream;
import org.kcpfpga.fpga.BitstreamBuild;
import org.kcpfpga.fpga.Board;
import org.kcpfpga.fpga.Results;
import org.kcpfpga.image.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp fpga build}: a design's bitstream for a board, and how fast it is. */
@Command(
    name = "build",
    description = "Builds the bitstream of a design for a board, with several seeds.")
final class FpgaBuildCommand extends ReportCommand implements CallsTools {
  private static final int MOST_SEEDS = 16;

  @Parameters(paramLabel = "BOARD", description = "A folder of fpga/, for example icebreaker.")
  private String board;

  @Option(
      names = "--design",
      required = true,
      description = "Design file (JSON), or a generated folder.")
  private Path design;

  @Mixin private CoreOptions core = new CoreOptions();

  @Option(
      names = "--seeds",
      defaultValue = "3",
      description = "Placements that are tried (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--clock",
      paramLabel = "MHZ",
      description = "One of the board's; else the fastest that the best seed meets.")
  private Double clock;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "Output folder (default: fpga/BOARD-DESIGN in KCP_CACHE).")
  private Path folder;

  @Option(names = "--record", description = "Write the figures to fpga/results too.")
  private boolean record;

  @Override
  public List<String> tools() {
    return List.of("yosys", "nextpnr-ice40", "icepack", "icetime");
  }

  @Override
  public Report report() {
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw UserError.at("--seeds", seeds, "1 to " + MOST_SEEDS);
    }
    if (folder != null) {
      Outputs.requireFolder(folder);
    }
    Board.Located found = Board.find(Home.file("fpga"), board);
    if (clock != null) {
      found.board().clock(clock);
    }
    Design read = DesignFile.read(design);
    Calibrated calibrated = core.deployment(design, read);
    Deployment deployment = calibrated.deployment();
    String name = found.name() + "-" + read.name();
    Path output = folder == null ? WorkFolder.claim("fpga", name) : folder;
    BitstreamBuild.Task task =
        new BitstreamBuild.Task(deployment.core(), found, seeds, clock, output.toAbsolutePath());
    Bitstream result = BitstreamBuild.of(task, this::line);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("board", found.name());
    values.putAll(FpgaText.values(deployment.plan(), result));
    values.put("calibration", calibrated.calibration());
    values.put("tools", FpgaText.versions("yosys", "nextpnr-ice40"));
    if (record) {
      Path results = Home.file("fpga/results");
      Results.record(results, found.name(), read.name(), values, FpgaText.table(found));
    }
    boolean fits = result.file().isPresent();
    String scales = String.format(Locale.ROOT, "scales from %s%n", calibrated.calibration());
    String text = FpgaText.text(found, deployment.plan(), result) + (fits ? scales : "");
    return new Report(values, text, fits);
  }
}
