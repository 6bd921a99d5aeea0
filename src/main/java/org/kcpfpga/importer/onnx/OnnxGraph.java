package org.kcpfpga.importer.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kcpfpga.common.UserError;

/**
 * The graph of a model.
 *
 * <p>Law: every value has one origin: an input, a stored tensor, or a node; and {@link #nodes}
 * lists each node behind those whose outputs it reads.
 */
public final class OnnxGraph {
  private final List<OnnxNode> nodes;
  private final Map<String, OnnxTensor> tensors;
  private final Map<String, OnnxValue> inputs = new LinkedHashMap<>();
  private final Set<String> outputs;
  private final Map<String, OnnxNode> producers = new HashMap<>();
  private final Map<String, List<OnnxNode>> readers = new HashMap<>();

  private OnnxGraph(
      List<OnnxNode> given,
      Map<String, OnnxTensor> tensors,
      List<OnnxValue> values,
      List<String> outputs) {
    this.tensors = Collections.unmodifiableMap(tensors);
    this.outputs = Collections.unmodifiableSet(new LinkedHashSet<>(outputs));
    for (OnnxValue value : values) {
      // older files list stored tensors among the inputs
      if (!tensors.containsKey(value.name())) {
        inputs.put(value.name(), value);
      }
    }
    given.forEach(this::register);
    given.forEach(this::requireInputs);
    this.nodes = NodeOrder.of(given, this);
  }

  /**
   * Checks and sorts what was read.
   *
   * @throws UserError naming the node that reads what is not there, writes what another one has
   *     written, or needs its own result
   */
  static OnnxGraph of(
      List<OnnxNode> nodes,
      Map<String, OnnxTensor> tensors,
      List<OnnxValue> inputs,
      List<String> outputs) {
    return new OnnxGraph(nodes, tensors, inputs, outputs);
  }

  private void register(OnnxNode node) {
    for (String output : node.outputs()) {
      if (output.isEmpty()) {
        continue;
      }
      if (tensors.containsKey(output)
          || inputs.containsKey(output)
          || producers.put(output, node) != null) {
        throw UserError.at(node.place(), "output " + output, "a name that nothing else has");
      }
    }
    for (String input : new LinkedHashSet<>(node.inputs())) {
      readers.computeIfAbsent(input, name -> new ArrayList<>()).add(node);
    }
  }

  private void requireInputs(OnnxNode node) {
    for (String input : node.inputs()) {
      if (!input.isEmpty()
          && !tensors.containsKey(input)
          && !inputs.containsKey(input)
          && !producers.containsKey(input)) {
        throw UserError.at(
            node.place(), "input " + input, "the name of a tensor, an input or an output");
      }
    }
  }

  /** All nodes, each behind those whose outputs it reads. */
  public List<OnnxNode> nodes() {
    return nodes;
  }

  /** What runs in from outside, by name. */
  public Map<String, OnnxValue> inputs() {
    return Collections.unmodifiableMap(inputs);
  }

  /** Names of the values that are results. */
  public Set<String> outputs() {
    return outputs;
  }

  /** The node whose output has this name, or null. */
  public OnnxNode producer(String value) {
    return producers.get(value);
  }

  /** Whether a value is the output of a node. */
  boolean produces(String value) {
    return producers.containsKey(value);
  }

  /** The nodes that read the value of this name. */
  public List<OnnxNode> readers(String value) {
    return value.isEmpty() ? List.of() : readers.getOrDefault(value, List.of());
  }

  /** Shapes of the stored tensors by name, as they are told. */
  public Map<String, String> tensorShapes() {
    Map<String, String> shapes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, Arrays.toString(tensor.dims())));
    return shapes;
  }

  /** A stored tensor, or null. */
  OnnxTensor tensor(String name) {
    return tensors.get(name);
  }

  Collection<OnnxTensor> tensors() {
    return tensors.values();
  }
}
