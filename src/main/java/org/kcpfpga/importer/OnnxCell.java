package org.kcpfpga.importer;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.kcpfpga.common.UserError;
import org.kcpfpga.importer.onnx.Constants;
import org.kcpfpga.importer.onnx.OnnxNode;
import org.kcpfpga.importer.onnx.Origin;
import org.kcpfpga.rnn.CellDefinition.Equations;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.Tensor;

/**
 * The cell of a recurrent node of ONNX: LSTM, GRU or RNN.
 *
 * @param node the node; inputs X, W, R, B, sequence_lens, initial_h, initial_c, P
 */
record OnnxCell(OnnxNode node, Constants constants, Origin origin) {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "activation_alpha",
          "activation_beta",
          "activations",
          "clip",
          "direction",
          "hidden_size",
          "input_forget",
          "layout",
          "linear_before_reset",
          "output_sequence");

  private static final int PEEPHOLES = 7;

  /** The equations of the node. */
  Equations equations() {
    return Equations.valueOf(node.type());
  }

  /** Whether sequences come first in X and Y, and not steps. */
  boolean batchFirst() {
    return node.integer("layout", 0) != 0;
  }

  /**
   * The layer, without a read-out.
   *
   * @throws UserError naming the attribute or input that cannot be built, or is wrong
   */
  ImportedLayer layer() {
    refuseOthers();
    CellKind cell = cell();
    GateOrder order = GateOrder.onnx(equations());
    // R [directions, G*M, M], W [directions, G*M, N], B [directions, 2*G*M]
    Tensor r = matrix(2, "R");
    int size = r.extent(2);
    int rows = order.gates() * size;
    r.requireShape(place("R"), 1, rows, size);
    if (node.has("hidden_size") && node.integer("hidden_size", 0) != size) {
      throw refuse("hidden_size", node.integer("hidden_size", 0), size + ", as of R");
    }
    Tensor w = matrix(1, "W").requireShape(place("W"), 1, rows, -1);
    double[] wb = bias(order, rows, 0);
    double[] rb = bias(order, rows, rows);
    boolean split = cell.splitCandidate();
    if (!split) {
      for (int row = 0; row < rows; row++) {
        wb[row] += rb[row];
      }
    }
    return new ImportedLayer(
        cell,
        order.matrix(w, rows, w.extent(2)),
        order.matrix(r, rows, size),
        Tensor.of(new int[] {rows}, wb),
        split ? Tensor.of(new int[] {rows}, rb) : null,
        null);
  }

  private void refuseOthers() {
    for (String attribute : new TreeSet<>(node.attributes().keySet())) {
      if (!ATTRIBUTES.contains(attribute)) {
        throw refuse(attribute, "unknown", "an attribute of ONNX");
      }
    }
    String direction = node.text("direction", "forward");
    if (!direction.equals("forward")) {
      throw refuse("direction", direction, "forward");
    }
    if (node.has("clip")) {
      throw refuse("clip", node.single("clip", 0), "none");
    }
    if (node.integer("input_forget", 0) != 0) {
      throw refuse("input_forget", node.integer("input_forget", 0), "0");
    }
    String peepholes = node.input(PEEPHOLES);
    if (!peepholes.isEmpty() && !origin.zero(peepholes)) {
      throw refuse("P", "peephole weights", "none, or zeros");
    }
  }

  private CellKind cell() {
    List<String> given =
        node.texts("activations").stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    List<String> usual =
        switch (equations()) {
          case LSTM -> List.of("sigmoid", "tanh", "tanh");
          case GRU -> List.of("sigmoid", "tanh");
          default -> List.of("tanh");
        };
    boolean before = node.type().equals("GRU") && node.integer("linear_before_reset", 0) == 0;
    String kind = node.type() + (before ? "_RESET_BEFORE" : "");
    if (given.isEmpty() || given.equals(usual)) {
      return CellKind.valueOf(kind);
    }
    boolean gated = usual.size() > 1 && given.size() == usual.size();
    if (!gated
        || !given.get(0).equals("hardsigmoid")
        || !given.subList(1, given.size()).equals(usual.subList(1, usual.size()))) {
      throw refuse(
          "activations",
          String.join(", ", node.texts("activations")),
          usual.size() == 1 ? "Tanh" : "Sigmoid or HardSigmoid, and Tanh");
    }
    // HardSigmoid is the first function, and so are its alpha and beta
    requireFirst("activation_alpha", 0.2);
    requireFirst("activation_beta", 0.5);
    return CellKind.valueOf(kind + "_HARD_SIGMOID");
  }

  private void requireFirst(String attribute, double usual) {
    List<Double> given = node.singles(attribute);
    if (!given.isEmpty() && Math.abs(given.get(0) - usual) > 1e-6) {
      throw refuse(attribute, "HardSigmoid of " + given.get(0), Double.toString(usual));
    }
  }

  private Tensor matrix(int index, String name) {
    return constant(index, name).requireShape(place(name), -1, -1, -1);
  }

  /** Half of B in our order, zeros if there is none. */
  private double[] bias(GateOrder order, int rows, int from) {
    double[] half = new double[rows];
    if (!node.input(3).isEmpty()) {
      Tensor b = constant(3, "B").requireShape(place("B"), 1, 2 * rows);
      System.arraycopy(b.values(), from, half, 0, rows);
    }
    return order.apply(half);
  }

  private Tensor constant(int index, String name) {
    String value = node.input(index);
    if (value.isEmpty()) {
      throw refuse(name, "missing", "weights");
    }
    Tensor known =
        constants.copy(value).orElseThrow(() -> refuse(name, origin.told(value), "a constant"));
    if (known.size() == 0) {
      throw refuse(name, "empty", "weights");
    }
    return known.requireFinite(place(name));
  }

  private String place(String part) {
    return node.place() + ": " + part;
  }

  private UserError refuse(String part, Object found, String expected) {
    return UserError.at(place(part), found, expected);
  }
}
