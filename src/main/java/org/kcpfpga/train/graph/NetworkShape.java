package org.kcpfpga.train.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.rnn.CellKind;

/**
 * What is trained.
 *
 * @param cell kind of cell, G gates
 * @param input W, of G*M x N
 * @param hidden U, of G*M x M; null for a linear cell
 * @param classes C of the classifier behind the last step, 0 for none; of a linear cell its outputs
 *     themselves
 */
public record NetworkShape(
    CellKind cell, OperatorFormat input, OperatorFormat hidden, int classes) {
  static final String BIAS = "bias";
  static final String HIDDEN_BIAS = "hidden.bias";
  static final String READOUT_WEIGHT = "readout.weight";
  static final String READOUT_BIAS = "readout.bias";

  /** N. */
  public int inSize() {
    return input.inSize();
  }

  /** M. */
  public int hiddenSize() {
    return input.rowSize() / cell.gates();
  }

  /** Names, as in a model file, of the cores of an operator, in the order of its network. */
  public static List<String> coreNames(String operator, OperatorFormat format) {
    return format.network().cores().stream().map(core -> operator + "." + core.name()).toList();
  }

  /** The shapes of all parameters by their names in a model file. */
  public Map<String, int[]> parameters() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    put(shapes, "input", input);
    if (hidden != null) {
      put(shapes, "hidden", hidden);
    }
    shapes.put(BIAS, new int[] {input.rowSize()});
    if (cell.splitCandidate()) {
      shapes.put(HIDDEN_BIAS, new int[] {input.rowSize()});
    }
    if (cell.recurrent() && classes > 0) {
      shapes.put(READOUT_WEIGHT, new int[] {classes, hiddenSize()});
      shapes.put(READOUT_BIAS, new int[] {classes});
    }
    return shapes;
  }

  private static void put(Map<String, int[]> shapes, String operator, OperatorFormat format) {
    format
        .network()
        .cores()
        .forEach(core -> shapes.put(operator + "." + core.name(), core.shape()));
  }
}
