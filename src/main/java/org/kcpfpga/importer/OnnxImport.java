package org.kcpfpga.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;
import org.kcpfpga.importer.ImportChoice.Candidate;
import org.kcpfpga.importer.ImportedLayer.Readout;
import org.kcpfpga.importer.onnx.Constants;
import org.kcpfpga.importer.onnx.OnnxFile;
import org.kcpfpga.importer.onnx.OnnxGraph;
import org.kcpfpga.importer.onnx.OnnxNode;
import org.kcpfpga.importer.onnx.OnnxValue;
import org.kcpfpga.importer.onnx.Origin;

/** Takes a recurrent layer out of an ONNX file. */
final class OnnxImport {
  private static final Set<String> RECURRENT = Set.of("LSTM", "GRU", "RNN");

  private OnnxImport() {}

  /**
   * The layer that is wanted.
   *
   * @throws UserError naming the file, and what in it cannot be built
   */
  static Imported read(Path path, ImportChoice choice) {
    OnnxGraph graph = OnnxFile.read(path);
    try {
      return layer(graph, choice.layer(candidates(graph)), choice);
    } catch (UserError e) {
      throw e.within(path);
    }
  }

  private static List<Candidate<OnnxNode>> candidates(OnnxGraph graph) {
    List<Candidate<OnnxNode>> all = new ArrayList<>();
    for (OnnxNode node : graph.nodes()) {
      if (RECURRENT.contains(node.type())) {
        String shown = all.size() + " " + node.place();
        all.add(new Candidate<>(node.name(), all.size(), shown, node));
      }
    }
    if (all.isEmpty()) {
      throw UserError.at("recurrent layers", none(graph), "a node LSTM, GRU or RNN");
    }
    return all;
  }

  /** Why there is none, as far as it can be seen. */
  private static String none(OnnxGraph graph) {
    for (OnnxNode node : graph.nodes()) {
      boolean inside = node.inner().anyMatch(inner -> RECURRENT.contains(inner.type()));
      if (Set.of("Loop", "Scan").contains(node.type())) {
        return "none, but " + node.place() + ", which is not built";
      }
      if (inside) {
        return "none, but inside " + node.place() + ", which is not built";
      }
    }
    String others =
        graph.nodes().stream()
            .map(OnnxNode::type)
            .filter(type -> type.matches("(?s).*(LSTM|GRU|RNN).*"))
            .distinct()
            .collect(Collectors.joining(", "));
    return others.isEmpty()
        ? "none among " + graph.nodes().size() + " nodes"
        : "none, but " + others + ", which is not built";
  }

  private static Imported layer(OnnxGraph graph, OnnxNode node, ImportChoice choice) {
    Constants constants = new Constants(graph);
    Origin origin = new Origin(graph, constants);
    OnnxCell cell = new OnnxCell(node, constants, origin);
    ImportedLayer layer = cell.layer();
    choice.requireCell(node.place(), layer.cell());
    List<String> notes = new ArrayList<>(OnnxStates.notes(node, origin));
    OnnxReadout search = OnnxReadout.behind(cell, graph, layer.hiddenSize(), steps(cell, graph));
    Readout readout = choice.readout(search.candidates());
    Set<OnnxNode> used = Collections.newSetFromMap(new IdentityHashMap<>());
    used.add(node);
    if (readout != null) {
      OnnxReadout.Found found = search.of(readout);
      used.addAll(found.nodes());
      if (found.everyStep()) {
        notes.add("read-out " + readout.name() + " is of every step; here of the last");
      }
    } else {
      notes.addAll(search.notes());
    }
    return new Imported(
        layer.with(readout),
        node.place(),
        input(node, origin),
        notes,
        names(constants.folded()),
        names(others(graph, used, constants.folded())),
        unread(graph, constants));
  }

  /** Nodes that are neither used nor folded. */
  private static List<OnnxNode> others(OnnxGraph graph, Set<OnnxNode> used, Set<OnnxNode> folded) {
    return graph.nodes().stream()
        .filter(node -> !used.contains(node) && !folded.contains(node))
        .toList();
  }

  private static List<String> names(Iterable<OnnxNode> nodes) {
    List<String> names = new ArrayList<>();
    for (OnnxNode node : nodes) {
      if (!node.type().equals("Constant")) {
        names.add(node.place());
      }
    }
    return names;
  }

  private static List<String> unread(OnnxGraph graph, Constants constants) {
    List<String> unread = new ArrayList<>();
    graph
        .tensorShapes()
        .forEach(
            (name, shape) -> {
              if (!constants.read().contains(name)) {
                unread.add(name + " " + shape);
              }
            });
    return unread;
  }

  private static String input(OnnxNode node, Origin origin) {
    return origin
        .input(node.input(0))
        .map(name -> "input " + origin.graph().inputs().get(name) + " of the graph")
        .orElseGet(() -> origin.told(node.input(0)) + ", which is not imported");
  }

  /** The number of steps, if X is an input of a known shape; else -1. */
  private static long steps(OnnxCell cell, OnnxGraph graph) {
    OnnxValue x = graph.inputs().get(cell.node().input(0));
    int axis = cell.batchFirst() ? 1 : 0;
    if (x == null || x.dims() == null || x.dims().size() <= axis) {
      return -1;
    }
    String extent = x.dims().get(axis);
    return extent.matches("[1-9][0-9]{0,8}") ? Long.parseLong(extent) : -1;
  }
}
