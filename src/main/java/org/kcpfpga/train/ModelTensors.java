package org.kcpfpga.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.CellWords;
import org.kcpfpga.rnn.ModelKeys;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.graph.NetworkShape;

/** Parameters in model files of every format; docs/model-file.md says what is in them. */
public final class ModelTensors {
  private ModelTensors() {}

  /**
   * Writes a model.
   *
   * @param normalisation of raw inputs, before what was learned
   * @param more metadata besides what describes the model
   */
  public static void write(
      Path file,
      NetworkShape shape,
      Map<String, Tensor> parameters,
      Normalisation normalisation,
      Map<String, String> more) {
    Map<String, String> words = new LinkedHashMap<>();
    words.putAll(CellWords.of(shape.cell()));
    if (shape.input().kind() != FormatKind.KCP) {
      words.put("format", shape.input().kind().jsonName());
    }
    put(words, "input", shape.input(), shape.cell().gates());
    if (shape.hidden() != null) {
      put(words, "hidden", shape.hidden(), shape.cell().gates());
    }
    words.putAll(more);
    Map<String, Tensor> tensors = new LinkedHashMap<>(parameters);
    if (!normalisation.none()) {
      tensors.put("normalisation.mean", normalisation.mean());
      tensors.put("normalisation.scale", normalisation.scale());
    }
    new Safetensors(tensors, words).write(file);
  }

  private static CellKind cell(Path file, Safetensors read) {
    try {
      return new ModelKeys(read).cell();
    } catch (UserError e) {
      throw e.within(file);
    }
  }

  private static void put(
      Map<String, String> words, String operator, OperatorFormat format, int gates) {
    List<Integer> rows = format.shape().rows();
    List<Integer> out = new ArrayList<>(rows);
    out.set(0, rows.get(0) / gates);
    words.put(operator + ".in", commas(format.shape().in()));
    words.put(operator + ".out", commas(out));
  }

  private static String commas(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /**
   * The parameters of a model file; a read-out that it lacks is that of {@code otherwise}.
   *
   * @throws UserError naming the tensor that is missing or has another shape
   */
  public static Map<String, Tensor> read(
      Path file, NetworkShape shape, Map<String, Tensor> otherwise) {
    Safetensors read = Safetensors.read(file);
    CellKind cell = cell(file, read);
    if (cell != shape.cell()) {
      throw UserError.at(file + ": cell", cell.jsonName(), shape.cell().jsonName());
    }
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    shape
        .parameters()
        .forEach(
            (name, extents) -> {
              Tensor tensor = read.tensors().get(name);
              if (tensor == null && name.startsWith("readout.")) {
                tensor = otherwise.get(name);
              }
              if (tensor == null) {
                throw UserError.at(file + ": " + name, "missing", "a tensor of this name");
              }
              parameters.put(
                  name, ModelParameters.singles(tensor.requireShape(file + ": " + name, extents)));
            });
    return parameters;
  }
}
