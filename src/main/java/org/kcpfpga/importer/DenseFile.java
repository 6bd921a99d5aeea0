package org.kcpfpga.importer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.format.model.FormatModelFile;
import org.kcpfpga.rnn.CellTensors;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Safetensors;
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
    if (layer.resetBefore()) {
      writeResetBefore(path, layer);
    } else {
      FormatModelFile.write(path, model(layer));
    }
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

  /** The same for a cell that {@link FormatModel} does not know. */
  private static void writeResetBefore(Path path, ImportedLayer layer) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FormatKind.DENSE.jsonName());
    metadata.put("cell", layer.cell().plain().jsonName());
    if (layer.cell() != layer.cell().plain()) {
      metadata.put("gates", layer.cell().gateFunction().label());
    }
    metadata.put("reset", "before");
    metadata.put("input.in", Integer.toString(layer.inSize()));
    metadata.put("input.out", Integer.toString(layer.hiddenSize()));
    metadata.put("hidden.in", Integer.toString(layer.hiddenSize()));
    metadata.put("hidden.out", Integer.toString(layer.hiddenSize()));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("input.weight", layer.input());
    tensors.put("hidden.weight", layer.hidden());
    tensors(layer).put(tensors);
    new Safetensors(tensors, metadata).write(path);
  }
}
