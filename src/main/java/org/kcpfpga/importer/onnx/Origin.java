package org.kcpfpga.importer.onnx;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a value comes from, if it is not constant.
 *
 * @param constants those of {@code graph}
 */
public record Origin(OnnxGraph graph, Constants constants) {
  /** Operators whose result has the values of the first input, in some shape and number. */
  private static final Set<String> LAYOUT =
      Set.of(
          "Identity",
          "Cast",
          "Reshape",
          "Squeeze",
          "Unsqueeze",
          "Flatten",
          "Transpose",
          "Slice",
          "Gather",
          "Split",
          "Expand",
          "Tile",
          "Dropout");

  /** The input of the graph of which this value is a part or another layout. */
  public Optional<String> input(String value) {
    String name = value;
    OnnxNode node = graph.producer(name);
    while (node != null && LAYOUT.contains(node.type())) {
      name = node.input(0);
      node = graph.producer(name);
    }
    return graph.inputs().containsKey(name) ? Optional.of(name) : Optional.empty();
  }

  /** The origin in words, for messages. */
  public String told(String value) {
    if (graph.inputs().containsKey(value)) {
      return "input " + value + " of the graph";
    }
    OnnxNode node = graph.producer(value);
    return node == null ? "constant " + value : "output of " + node.place();
  }

  /** Whether all its elements are 0, whatever its shape is. */
  public boolean zero(String value) {
    Deque<String> open = new ArrayDeque<>(List.of(value));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      if (!seen.add(name)) {
        continue;
      }
      OnnxNode node = graph.producer(name);
      if (node != null && node.type().equals("ConstantOfShape")) {
        OnnxAttribute fill = node.attributes().get("value");
        if (fill != null && fill.tensor() != null && !zeros(fill.tensor().decode().values())) {
          return false;
        }
      } else if (node != null && LAYOUT.contains(node.type())) {
        open.push(node.input(0));
      } else if (node != null && node.type().equals("Concat")) {
        node.inputs().forEach(open::push);
      } else if (constants.value(name).filter(known -> zeros(known.values())).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean zeros(double[] values) {
    return Arrays.stream(values).allMatch(element -> element == 0);
  }

  /** Whether it depends on shapes of inputs only, and on none of their values. */
  public boolean ofShapes(String value) {
    Deque<String> open = new ArrayDeque<>(List.of(value));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      if (name.isEmpty() || !seen.add(name)) {
        continue;
      }
      if (graph.inputs().containsKey(name)) {
        return false;
      }
      OnnxNode node = graph.producer(name);
      if (node != null && !node.type().equals("Shape")) {
        node.inputs().forEach(open::push);
      }
    }
    return true;
  }
}
