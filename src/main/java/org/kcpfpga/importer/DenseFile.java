package org.kcpfpga.importer;

import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.rnn.CellTensors;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Tensor;

/** Writes a layer as a model file of format {@code dense}. */
public final class DenseFile {
  private DenseFile() {}

  /**
   * Writes {@code layer} in float32; replaces the file atomically.
   *
   * @throws org.kcpfpga.common.UserError if it is too large, or a value is not finite in float32
   */
  public static void write(Path path, ImportedLayer layer) {
    FormatModelFile.write(path, model(layer));
  }

  private static FormatModel model(ImportedLayer layer) {
    return new FormatModel(
        layer.cell(), operator(layer.input()), operator(layer.hidden()), tensors(layer));
  }

  private static CellTensors tensors(ImportedLayer layer) {
    ImportedLayer.Readout readout = layer.readout();
    return new CellTensors(
        layer.bias(),
        layer.hiddenBias(),
        readout == null ? null : readout.weight(),
        readout == null ? null : readout.bias(),
        Normalisation.NONE);
  }

  private static FormatOperator operator(Tensor matrix) {
    List<Integer> in = List.of(matrix.extent(1));
    List<Integer> rows = List.of(matrix.extent(0));
    FormatShape shape = new FormatShape(in, rows, 1, List.of());
    return new FormatOperator(OperatorFormat.of(FormatKind.DENSE, shape), List.of(matrix));
  }
}
