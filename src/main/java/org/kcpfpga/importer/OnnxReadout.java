package org.kcpfpga.importer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kcpfpga.importer.ImportedLayer.Readout;
import org.kcpfpga.importer.onnx.Constants;
import org.kcpfpga.importer.onnx.OnnxGraph;
import org.kcpfpga.importer.onnx.OnnxNode;
import org.kcpfpga.tensor.Tensor;

/** The linear classifiers behind a recurrent node: Gemm, or MatMul and Add, on h of M elements. */
final class OnnxReadout {
  /** Operators behind a classifier that do not change which class is the largest. */
  private static final Set<String> ENDINGS =
      Set.of(
          "ArgMax",
          "Cast",
          "Flatten",
          "Gather",
          "Identity",
          "LogSoftmax",
          "Reshape",
          "Sigmoid",
          "Slice",
          "Softmax",
          "Squeeze",
          "TopK",
          "Transpose",
          "Unsqueeze");

  private final OnnxGraph graph;
  private final Constants constants;
  private final int size;
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  /** A read-out and the nodes that lead to it and make it. */
  record Found(Readout readout, boolean everyStep, List<OnnxNode> nodes) {}

  /** Values that hold h, still to be followed. */
  private record Open(String value, Layout layout) {}

  private OnnxReadout(OnnxGraph graph, Constants constants, int size) {
    this.graph = graph;
    this.constants = constants;
    this.size = size;
  }

  /**
   * Follows Y and Y_h of a node.
   *
   * @param steps the number of steps, or -1 if it is not known
   */
  static OnnxReadout behind(OnnxCell cell, OnnxGraph graph, int size, long steps) {
    OnnxReadout search = new OnnxReadout(graph, cell.constants(), size);
    Deque<Open> open = new ArrayDeque<>();
    open.add(new Open(cell.node().output(0), Layout.all(cell.batchFirst(), steps)));
    open.add(new Open(cell.node().output(1), Layout.last(cell.batchFirst())));
    while (!open.isEmpty()) {
      Open next = open.remove();
      for (OnnxNode reader : graph.readers(next.value())) {
        if (meant(reader).equals(next.value())) {
          search.follow(reader, next.layout()).ifPresent(open::add);
        }
      }
    }
    return search;
  }

  /** The input that is followed: the first, but of the states of several layers the last. */
  private static String meant(OnnxNode reader) {
    return reader.type().equals("Concat")
        ? reader.input(reader.inputs().size() - 1)
        : reader.input(0);
  }

  /** What was found, by name. */
  List<Readout> candidates() {
    return found.values().stream().map(Found::readout).toList();
  }

  /** That one with its nodes. */
  Found of(Readout readout) {
    return found.get(readout.name());
  }

  /** Why something behind the node is no read-out. */
  List<String> notes() {
    return notes;
  }

  private Optional<Open> follow(OnnxNode node, Layout layout) {
    if (node.type().equals("Gemm") || node.type().equals("MatMul")) {
      candidate(node, layout);
      return Optional.empty();
    }
    Layout next = moved(node, layout);
    if (next == null) {
      if (Set.of("Gather", "Slice", "Reshape").contains(node.type())) {
        notes.add(
            "not followed behind " + node.place() + ": not seen to be the last step or layer");
      }
      return Optional.empty();
    }
    return Optional.of(new Open(node.output(0), next.behind(node)));
  }

  /** The layout behind a node; null if it is not one that only moves h. */
  private Layout moved(OnnxNode node, Layout layout) {
    return switch (node.type()) {
      case "Identity", "Cast", "Dropout" -> layout;
      case "Transpose" -> layout.transposed(node.integers("perm"));
      case "Squeeze" -> layout.squeezed(integers(node, 1, "axes"));
      case "Unsqueeze" -> layout.unsqueezed(integers(node, 1, "axes"));
      case "Flatten" -> layout.reshaped(null);
      case "Reshape" -> layout.reshaped(constants.value(node.input(1)).orElse(null));
      case "Gather" ->
          constants
              .value(node.input(1))
              .map(indices -> layout.picked(node.integer("axis", 0), indices))
              .orElse(null);
      case "Slice" -> sliced(node, layout);
      case "Concat" -> layout.stacked(node.integer("axis", 0));
      default -> null;
    };
  }

  private Layout sliced(OnnxNode node, Layout layout) {
    long[] starts = integers(node, 1, "starts");
    long[] ends = integers(node, 2, "ends");
    long[] axes = integers(node, 3, "axes");
    long[] steps = integers(node, 4, "steps");
    if (starts == null || ends == null || ends.length != starts.length) {
      return null;
    }
    if ((axes != null && axes.length != starts.length)
        || (steps != null && steps.length != starts.length)) {
      return null;
    }
    Layout result = layout;
    for (int i = 0; result != null && i < starts.length; i++) {
      long axis = axes == null ? i : axes[i];
      result = result.cut(axis, starts[i], ends[i], steps == null ? 1 : steps[i]);
    }
    return result;
  }

  /** An attribute, or a constant input; null if it is neither. */
  private long[] integers(OnnxNode node, int index, String attribute) {
    long[] given = node.integers(attribute);
    return given != null
        ? given
        : constants.value(node.input(index)).map(OnnxReadout::integers).orElse(null);
  }

  private static long[] integers(Tensor tensor) {
    long[] result = new long[tensor.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = (long) tensor.values()[i];
    }
    return result;
  }

  private void candidate(OnnxNode node, Layout layout) {
    Optional<Tensor> matrix = constants.value(node.input(1)).filter(known -> known.rank() == 2);
    boolean gemm = node.type().equals("Gemm");
    boolean turned = gemm && node.integer("transB", 0) != 0;
    if (matrix.isEmpty()
        || matrix.get().extent(turned ? 1 : 0) != size
        || matrix.get().size() == 0
        || !layout.endsInHidden()
        || (gemm && node.integer("transA", 0) != 0)) {
      notes.add(node.place() + " is no read-out: no matrix of " + size + " rows for h");
      return;
    }
    int classes = matrix.get().extent(turned ? 0 : 1);
    List<OnnxNode> nodes = new ArrayList<>(layout.path());
    nodes.add(node);
    Linear linear = gemm ? gemm(node, classes) : add(node, classes, nodes);
    if (linear == null) {
      notes.add(node.place() + " is no read-out: no bias of " + classes + " elements");
      return;
    }
    String ending = ending(nodes.get(nodes.size() - 1));
    if (ending != null) {
      notes.add(node.place() + " is no read-out: " + ending + " follows");
      return;
    }
    Tensor weight = Tensor.zeros(classes, size);
    for (int c = 0; c < classes; c++) {
      for (int m = 0; m < size; m++) {
        int from = turned ? c * size + m : m * classes + c;
        weight.values()[c * size + m] = linear.scale() * matrix.get().values()[from];
      }
    }
    Readout readout =
        new Readout(node.name(), weight.requireFinite(node.place() + ": weight"), linear.bias());
    found.putIfAbsent(node.name(), new Found(readout, layout.everyStep(), nodes));
  }

  /** A factor of the matrix, and a bias or null. */
  private record Linear(double scale, Tensor bias) {}

  /** alpha h B + beta C. */
  private Linear gemm(OnnxNode node, int classes) {
    double alpha = node.single("alpha", 1);
    if (node.input(2).isEmpty()) {
      return new Linear(alpha, null);
    }
    Tensor bias = bias(node.input(2), classes, node.single("beta", 1));
    return bias == null ? null : new Linear(alpha, bias);
  }

  /** The bias of an Add behind a product, which then joins the nodes. */
  private Linear add(OnnxNode node, int classes, List<OnnxNode> nodes) {
    List<OnnxNode> readers = graph.readers(node.output(0));
    if (readers.size() != 1 || !readers.get(0).type().equals("Add")) {
      return new Linear(1, null);
    }
    OnnxNode add = readers.get(0);
    int other = add.input(0).equals(node.output(0)) ? 1 : 0;
    Tensor bias = bias(add.input(other), classes, 1);
    nodes.add(add);
    return bias == null ? null : new Linear(1, bias);
  }

  /** A constant of one element for each class, or for all; null if it is not one. */
  private Tensor bias(String value, int classes, double scale) {
    Tensor given = constants.value(value).orElse(null);
    boolean fits = given != null && (given.size() == 1 || given.size() == classes);
    if (!fits || (given.size() > 1 && given.extent(given.rank() - 1) != classes)) {
      return null;
    }
    Tensor bias = Tensor.zeros(classes);
    for (int c = 0; c < classes; c++) {
      bias.values()[c] = scale * given.values()[given.size() == 1 ? 0 : c];
    }
    return bias.requireFinite("bias " + value);
  }

  /** The first node behind a classifier that makes it a hidden layer; null if there is none. */
  private String ending(OnnxNode last) {
    Deque<OnnxNode> open = new ArrayDeque<>(List.of(last));
    Set<OnnxNode> seen = new HashSet<>();
    while (!open.isEmpty()) {
      for (String output : open.remove().outputs()) {
        for (OnnxNode reader : graph.readers(output)) {
          if (!ENDINGS.contains(reader.type())) {
            return reader.place();
          }
          if (seen.add(reader)) {
            open.add(reader);
          }
        }
      }
    }
    return null;
  }
}
