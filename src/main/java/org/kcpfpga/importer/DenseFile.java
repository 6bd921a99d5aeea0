package org.kcpfpga.importer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kcpfpga.rnn.CellDefinition.Activation;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

/** Writes a layer as a model file of format {@code dense}. */
public final class DenseFile {
  private DenseFile() {}

  /** Writes {@code layer} in float32; replaces the file atomically. */
  public static void write(Path path, ImportedLayer layer) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "dense");
    metadata.put("cell", layer.cell().plain().jsonName());
    if (layer.cell().gateFunction() == Activation.HARD_SIGMOID) {
      metadata.put("gates", Activation.HARD_SIGMOID.label());
    }
    if (layer.resetBefore()) {
      metadata.put("reset", "before");
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("input.weight", layer.input());
    tensors.put("hidden.weight", layer.hidden());
    tensors.put("bias", layer.bias());
    tensors.put("hidden.bias", layer.hiddenBias());
    if (layer.readout() != null) {
      tensors.put("readout.weight", layer.readout().weight());
      tensors.put("readout.bias", layer.readout().bias());
    }
    tensors.values().removeIf(tensor -> tensor == null);
    new Safetensors(tensors, metadata).write(path);
  }
}
