package org.kcpfpga.cli.command;

import java.nio.file.Path;
import org.kcpfpga.cli.output.Outputs;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.text.ImportText;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.importer.DenseFile;
import org.kcpfpga.importer.ImportChoice;
import org.kcpfpga.importer.Imported;
import org.kcpfpga.importer.Importer;
import org.kcpfpga.rnn.CellKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp import}: a recurrent layer of another tool as a dense model file. */
@Command(
    name = "import",
    description =
        "Takes a recurrent layer out of an ONNX file or a PyTorch state dict (safetensors).")
public final class ImportCommand extends ReportCommand {
  @Parameters(paramLabel = "MODEL", description = "NAME.onnx or NAME.safetensors.")
  private Path model;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "Name of the recurrent node, or prefix of its tensors, if there are several.")
  private String node;

  @Option(
      names = "--layer",
      paramLabel = "K",
      description =
          "Number of the layer from 0: among the recurrent nodes of ONNX, or of weight_ih_lK.")
  private Integer layer;

  @Option(
      names = "--cell",
      paramLabel = "KIND",
      description = "Refuse another kind of cell: lstm, gru, rnn, lstm_hard_sigmoid, ...")
  private String cell;

  @Option(
      names = "--readout",
      paramLabel = "NAME",
      description = "Name of the linear read-out, if there are several, or none.")
  private String readout;

  @Option(
      names = "-o",
      required = true,
      paramLabel = "FILE",
      description = "Dense model (safetensors).")
  private Path output;

  @Override
  public Report report() {
    AtomicFile.require(output);
    Outputs.requireOther(output, "MODEL", model);
    if (layer != null && layer < 0) {
      throw UserError.at("--layer", layer, "0 or more");
    }
    CellKind kind = cell == null ? null : CellKind.parse("--cell", cell);
    progress("reading");
    Imported imported = Importer.read(model, new ImportChoice(node, layer, kind, readout));
    progress("writing");
    DenseFile.write(output, imported.layer());
    return new Report(
        ImportText.values(imported, model, output), ImportText.of(imported, output), true);
  }
}
