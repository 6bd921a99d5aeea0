package org.kcpfpga.format.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.TensorNetwork.Core;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.CellTensors;
import org.kcpfpga.rnn.CellWords;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.rnn.ModelKeys;
import org.kcpfpga.rnn.Network;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

/** Models of any format in safetensors files; docs/model-file.md is the format. */
public final class FormatModelFile {
  private static final String FORMAT = "format";
  private static final String HIDDEN_FORMAT = "hidden.format";

  private FormatModelFile() {}

  /**
   * Reads a model of any format.
   *
   * @throws UserError naming the file and the key that is missing, unknown, or does not fit
   */
  public static FormatModel read(Path path) {
    return read(path, Safetensors.read(path));
  }

  /**
   * Reads what floating point runs: a {@link org.kcpfpga.rnn.Model} if hardware can have it, else a
   * {@link FormatModel}.
   *
   * @throws UserError naming the file and the key that is missing, unknown, or does not fit
   */
  public static Network network(Path path) {
    Safetensors file = Safetensors.read(path);
    boolean plain =
        kind(file.metadata().get(FORMAT)) == FormatKind.KCP
            && !file.metadata().containsKey(HIDDEN_FORMAT);
    if (plain) {
      return ModelFile.read(path, file);
    }
    FormatModel model = read(path, file);
    return model.kronecker() ? model.kcp() : model;
  }

  private static FormatModel read(Path path, Safetensors file) {
    try {
      ModelKeys keys = new ModelKeys(file);
      CellKind cell = keys.cell();
      FormatKind kind = kind(keys.optionalMetadata(FORMAT));
      FormatOperator input = operator("input", keys, cell, kind);
      FormatOperator hidden = null;
      if (cell.recurrent()) {
        String other = keys.optionalMetadata(HIDDEN_FORMAT);
        FormatKind of =
            other == null ? kind : FormatKind.parse("__metadata__: " + HIDDEN_FORMAT, other);
        hidden = operator("hidden", keys, cell, of);
      }
      CellTensors tensors = CellTensors.read(keys, cell);
      keys.requireAllUsed(cell);
      return new FormatModel(cell, input, hidden, tensors);
    } catch (UserError e) {
      throw e.within(path);
    }
  }

  /** What a file says its format is; other tools have words of their own, and then it is KCP. */
  private static FormatKind kind(String format) {
    for (FormatKind kind : FormatKind.values()) {
      if (kind.jsonName().equals(format)) {
        return kind;
      }
    }
    return FormatKind.KCP;
  }

  private static FormatOperator operator(
      String name, ModelKeys keys, CellKind cell, FormatKind kind) {
    List<Integer> in;
    List<Integer> rows;
    if (kind == FormatKind.DENSE && keys.optionalMetadata(name + ".in") == null) {
      Tensor weight = keys.tensor(name + ".weight").requireShape(name + ".weight", -1, -1);
      in = List.of(weight.extent(1));
      rows = List.of(weight.extent(0));
    } else {
      in = list(keys.modes(name + ".in", FormatShape.MAX_MODES));
      rows = list(keys.rows(name + ".out", FormatShape.MAX_MODES, cell));
    }
    try {
      OperatorFormat format =
          OperatorFormat.ofCores(kind, in, rows, core -> keys.tensor(name + "." + core).shape());
      List<Tensor> cores = new ArrayList<>();
      for (Core core : format.network().cores()) {
        cores.add(keys.tensor(name + "." + core.name()));
      }
      return new FormatOperator(format, cores);
    } catch (UserError e) {
      // what is missing has its whole name already
      throw e.getMessage().startsWith(name + ".") ? e : e.within(name);
    }
  }

  private static List<Integer> list(int[] numbers) {
    return IntStream.of(numbers).boxed().toList();
  }

  /** Writes {@code model} in float32; replaces the file atomically. */
  public static void write(Path path, FormatModel model) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    FormatKind kind = model.input().format().kind();
    metadata.put(FORMAT, kind.jsonName());
    metadata.putAll(CellWords.of(model.cell()));
    putOperator("input", model.input(), model.gates(), tensors, metadata);
    if (model.hidden() != null) {
      FormatKind other = model.hidden().format().kind();
      if (other != kind) {
        metadata.put(HIDDEN_FORMAT, other.jsonName());
      }
      putOperator("hidden", model.hidden(), model.gates(), tensors, metadata);
    }
    model.tensors().put(tensors);
    new Safetensors(tensors, metadata).write(path);
  }

  private static void putOperator(
      String name,
      FormatOperator operator,
      int gates,
      Map<String, Tensor> tensors,
      Map<String, String> metadata) {
    FormatShape shape = operator.format().shape();
    List<Integer> out = new ArrayList<>(shape.rows());
    out.set(0, out.get(0) / gates);
    metadata.put(name + ".in", commaList(shape.in()));
    metadata.put(name + ".out", commaList(out));
    List<Core> cores = operator.format().network().cores();
    for (int i = 0; i < cores.size(); i++) {
      tensors.put(name + "." + cores.get(i).name(), operator.cores().get(i));
    }
  }

  private static String commaList(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
