package org.kcpfpga.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.common.UserError;
import org.kcpfpga.importer.ImportChoice.Candidate;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.Safetensors;
import org.kcpfpga.tensor.Tensor;

/**
 * Takes a recurrent layer out of a state dict of PyTorch: {@code PREFIX.weight_ih_l0} and so on, of
 * nn.LSTM, nn.GRU, nn.RNN and their cells, in a safetensors file.
 */
final class StateDict {
  private static final Pattern RECURRENT =
      Pattern.compile(
          "(?:(.*)\\.)?(weight|bias)_(ih|hh|hr)(?:_l(\\d{1,4}))?(_reverse)?", Pattern.DOTALL);

  private final Map<String, int[]> shapes;
  private final Map<String, String> parts;
  private final String place;

  /**
   * One layer.
   *
   * @param parts names of tensors by part: weight_ih, bias_hh, weight_ih_reverse
   */
  private StateDict(Map<String, int[]> shapes, Map<String, String> parts, String place) {
    this.shapes = shapes;
    this.parts = parts;
    this.place = place;
  }

  /**
   * The layer that is wanted.
   *
   * @throws UserError naming the file, and what in it cannot be built
   */
  static Imported read(Path path, ImportChoice choice) {
    Map<String, int[]> shapes = Safetensors.shapes(path);
    try {
      StateDict layer = choice.layer(candidates(shapes));
      CellKind cell = layer.cell(choice);
      StateDictReadout.Search search =
          StateDictReadout.among(shapes, layer.size(), name -> RECURRENT.matcher(name).matches());
      Set<String> wanted = new HashSet<>(layer.parts.values());
      wanted.addAll(search.tensors());
      Safetensors file = Safetensors.read(path, wanted::contains);
      ImportedLayer.Readout readout = choice.readout(search.readouts(file));
      Set<String> read = new HashSet<>(layer.parts.values());
      read.addAll(search.tensors(readout));
      return layer.imported(file, cell, readout, unread(shapes, read));
    } catch (UserError e) {
      throw e.getMessage().startsWith(path.toString()) ? e : e.within(path);
    }
  }

  private static List<Candidate<StateDict>> candidates(Map<String, int[]> shapes) {
    Map<String, Map<Integer, Map<String, String>>> layers = new TreeMap<>();
    for (String name : shapes.keySet()) {
      Matcher matcher = RECURRENT.matcher(name);
      if (matcher.matches()) {
        String prefix = matcher.group(1) == null ? "" : matcher.group(1);
        int number = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        String reverse = matcher.group(5) == null ? "" : matcher.group(5);
        layers
            .computeIfAbsent(prefix, key -> new TreeMap<>())
            .computeIfAbsent(number, key -> new TreeMap<>())
            .put(matcher.group(2) + "_" + matcher.group(3) + reverse, name);
      }
    }
    List<Candidate<StateDict>> all = new ArrayList<>();
    layers.forEach(
        (prefix, numbers) ->
            numbers.forEach(
                (number, parts) -> {
                  String shown = (prefix.isEmpty() ? "" : prefix + " ") + "layer " + number;
                  StateDict layer = new StateDict(shapes, parts, shown);
                  all.add(new Candidate<>(prefix, number, shown, layer));
                }));
    if (all.isEmpty()) {
      throw UserError.at(
          "recurrent layers", "none among " + shapes.size() + " tensors", "weight_ih_l0 and so on");
    }
    return all;
  }

  /** M. */
  private int size() {
    return shape("weight_hh")[1];
  }

  /** The kind, told by the rows for each hidden unit: 4 of an LSTM, 3 of a GRU, 1 of an RNN. */
  private CellKind cell(ImportChoice choice) {
    for (String part : List.of("weight_ih_reverse", "weight_hh_reverse", "weight_hr")) {
      if (parts.containsKey(part)) {
        String what = part.equals("weight_hr") ? "a projection" : "a second direction";
        throw UserError.at(parts.get(part), what, "a layer without one");
      }
    }
    int[] hidden = shape("weight_hh");
    int[] input = shape("weight_ih");
    int gates = hidden[0] / hidden[1];
    CellKind cell = gates == 4 ? CellKind.LSTM : gates == 3 ? CellKind.GRU : CellKind.RNN;
    if (hidden[0] != cell.gates() * hidden[1] || input[0] != hidden[0]) {
      throw UserError.at(
          place + ": weight_ih, weight_hh",
          "shapes " + Arrays.toString(input) + ", " + Arrays.toString(hidden),
          "[G M, N], [G M, M] of G = 4, 3 or 1 gates");
    }
    boolean functions = choice.cell() != null && choice.cell().plain() == cell;
    CellKind kind = functions ? choice.cell() : cell;
    choice.requireCell(place, kind);
    return kind;
  }

  /** The shape of a matrix that must be there, neither extent 0. */
  private int[] shape(String part) {
    String name = parts.get(part);
    if (name == null) {
      throw UserError.at(place + ": " + part, "missing", "a matrix");
    }
    int[] shape = shapes.get(name);
    if (shape.length != 2 || shape[0] == 0 || shape[1] == 0) {
      throw UserError.at(name, "shape " + Arrays.toString(shape), "a matrix [G M, N or M]");
    }
    return shape;
  }

  private Imported imported(
      Safetensors file, CellKind cell, ImportedLayer.Readout readout, List<String> unread) {
    int rows = shape("weight_hh")[0];
    List<String> notes = new ArrayList<>();
    Tensor bias = bias(file, "bias_ih", rows, notes);
    Tensor hiddenBias = bias(file, "bias_hh", rows, notes);
    if (!cell.splitCandidate()) {
      // only their sum matters
      for (int row = 0; row < rows; row++) {
        bias.values()[row] += hiddenBias.values()[row];
      }
      hiddenBias = null;
    }
    if (cell == CellKind.RNN) {
      notes.add("activation: tanh is taken, a state dict does not tell it from ReLU");
    }
    ImportedLayer layer =
        new ImportedLayer(
            cell,
            file.tensors().get(parts.get("weight_ih")),
            file.tensors().get(parts.get("weight_hh")),
            bias,
            hiddenBias,
            readout);
    String input = "a state dict does not tell";
    return new Imported(layer, place, input, notes, List.of(), List.of(), unread);
  }

  /** A copy of a bias, zeros if there is none. */
  private Tensor bias(Safetensors file, String part, int rows, List<String> notes) {
    String name = parts.get(part);
    if (name == null) {
      notes.add(part + ": missing, zeros");
      return Tensor.zeros(rows);
    }
    Tensor given = file.tensors().get(name).requireShape(name, rows);
    return Tensor.of(given.shape(), given.values().clone());
  }

  private static List<String> unread(Map<String, int[]> shapes, Set<String> read) {
    return shapes.entrySet().stream()
        .filter(entry -> !read.contains(entry.getKey()))
        .map(entry -> entry.getKey() + " " + Arrays.toString(entry.getValue()))
        .toList();
  }
}
