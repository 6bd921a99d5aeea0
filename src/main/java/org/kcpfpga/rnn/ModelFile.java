package org.kcpfpga.rnn;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

/** Models in safetensors files; docs/model-file.md is the format. */
public final class ModelFile {
  private ModelFile() {}

  /**
   * Reads a model.
   *
   * @throws UserError naming the file and the key that is missing, unknown, or does not fit
   */
  public static Model read(Path path) {
    return read(path, Safetensors.read(path));
  }

  /**
   * Takes a model out of a file that was read before.
   *
   * @param path for messages
   * @throws UserError naming the file and the key that is missing, unknown, or does not fit
   */
  public static Model read(Path path, Safetensors file) {
    try {
      return new ModelParser(file).model();
    } catch (UserError e) {
      throw e.within(path);
    }
  }

  /** Writes {@code model} in float32; replaces the file atomically. */
  public static void write(Path path, Model model) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.putAll(CellWords.of(model.cell()));
    putOperator("input", model.input(), model.gates(), tensors, metadata);
    if (model.hidden() != null) {
      putOperator("hidden", model.hidden(), model.gates(), tensors, metadata);
    }
    model.tensors().put(tensors);
    new Safetensors(tensors, metadata).write(path);
  }

  private static void putOperator(
      String name,
      KcpOperator operator,
      int gates,
      Map<String, Tensor> tensors,
      Map<String, String> metadata) {
    OperatorShape shape = operator.shape();
    int[] out = shape.rows();
    out[0] /= gates;
    metadata.put(name + ".in", commaList(shape.in()));
    metadata.put(name + ".out", commaList(out));
    for (int i = 1; i <= shape.modes(); i++) {
      tensors.put(name + ".U." + i, operator.u(i));
      tensors.put(name + ".V." + i, operator.v(i));
    }
  }

  private static String commaList(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }
}
