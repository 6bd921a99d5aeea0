package org.kcpfpga.importer.onnx;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/**
 * The values of a graph that depend on stored tensors only, computed when they are asked for.
 *
 * <p>Law: no more elements are made than 16 times those that are stored, and 2^16.
 */
public final class Constants {
  private static final int COPIES = 16;
  private static final long FREE_ELEMENTS = 1L << 16;

  private static final Map<String, Function<Folding, List<Tensor>>> OPERATORS =
      Map.ofEntries(
          one("Identity", ShapeFolds::identity),
          one("Shape", ShapeFolds::shape),
          one("Reshape", ShapeFolds::reshape),
          one("Squeeze", ShapeFolds::squeeze),
          one("Unsqueeze", ShapeFolds::unsqueeze),
          one("Flatten", ShapeFolds::flatten),
          one("Transpose", PartFolds::transpose),
          one("Slice", PartFolds::slice),
          one("Concat", PartFolds::concat),
          one("Gather", PartFolds::gather),
          Map.entry("Split", PartFolds::split),
          one("Constant", ValueFolds::constant),
          one("Cast", ValueFolds::cast),
          one("ConstantOfShape", ValueFolds::constantOfShape),
          one("Expand", ValueFolds::expand),
          one("Add", ValueFolds::add),
          one("Sub", ValueFolds::subtract),
          one("Mul", ValueFolds::multiply));

  private final OnnxGraph graph;
  private final Map<String, Tensor> values = new HashMap<>();
  private final Set<OnnxNode> folded = identitySet();
  private final Set<String> read = new HashSet<>();
  private final Folding.Budget budget;

  /** The constants of {@code graph}. */
  public Constants(OnnxGraph graph) {
    this.graph = graph;
    long stored = graph.tensors().stream().mapToLong(t -> Math.max(0, t.elements())).sum();
    // what a header claims is believed up to the longest array only
    budget = new Folding.Budget(FREE_ELEMENTS + COPIES * Math.min(stored, Integer.MAX_VALUE));
  }

  private static Map.Entry<String, Function<Folding, List<Tensor>>> one(
      String type, Function<Folding, Tensor> operator) {
    return Map.entry(type, fold -> List.of(operator.apply(fold)));
  }

  /**
   * The value of this name, empty if it depends on an input or an operator that is not folded.
   *
   * @throws UserError naming the node or tensor that cannot be computed
   */
  public Optional<Tensor> value(String name) {
    Set<OnnxNode> needed = needed(name);
    if (needed == null) {
      return Optional.empty();
    }
    if (!needed.isEmpty()) {
      graph.nodes().stream().filter(needed::contains).forEach(this::fold);
    }
    return Optional.ofNullable(known(name));
  }

  /**
   * Likewise, in an array that nobody else has.
   *
   * @throws UserError naming the node or tensor that cannot be computed
   */
  public Optional<Tensor> copy(String name) {
    if (graph.tensor(name) != null) {
      // decoded for the caller alone: weights may fill half of the memory
      read.add(name);
      return Optional.of(graph.tensor(name).decode());
    }
    return value(name).map(known -> Tensor.of(known.shape(), known.values().clone()));
  }

  /** The nodes to be computed for a value; null if it is not constant. */
  private Set<OnnxNode> needed(String name) {
    Set<OnnxNode> needed = identitySet();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      String value = open.pop();
      OnnxNode node = graph.producer(value);
      if (value.isEmpty() || values.containsKey(value) || graph.tensor(value) != null) {
        continue;
      }
      if (node == null || !OPERATORS.containsKey(node.type())) {
        return null;
      }
      if (needed.add(node)) {
        node.inputs().forEach(open::push);
      }
    }
    return needed;
  }

  private void fold(OnnxNode node) {
    List<Tensor> inputs =
        Arrays.asList(node.inputs().stream().map(this::known).toArray(Tensor[]::new));
    List<Tensor> outputs = OPERATORS.get(node.type()).apply(new Folding(node, inputs, budget));
    for (int i = 0; i < Math.min(outputs.size(), node.outputs().size()); i++) {
      values.put(node.output(i), outputs.get(i));
    }
    folded.add(node);
  }

  /** A value that is stored, or has been computed; null if it is left out. */
  private Tensor known(String name) {
    if (name.isEmpty()) {
      return null;
    }
    if (!values.containsKey(name) && graph.tensor(name) != null) {
      values.put(name, graph.tensor(name).decode());
      read.add(name);
    }
    return values.get(name);
  }

  /** The nodes that were computed. */
  public Set<OnnxNode> folded() {
    return folded;
  }

  /** Two nodes that say the same are still two. */
  private static Set<OnnxNode> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** Names of the stored tensors that were read. */
  public Set<String> read() {
    return read;
  }
}
