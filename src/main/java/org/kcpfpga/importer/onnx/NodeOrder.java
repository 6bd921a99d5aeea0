package org.kcpfpga.importer.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.UserError;

/** Sorts the nodes of a graph: each behind those whose outputs it reads. */
final class NodeOrder {
  private NodeOrder() {}

  /**
   * Each node once all that it waits for is there.
   *
   * @throws UserError naming a node that waits for its own result
   */
  static List<OnnxNode> of(List<OnnxNode> given, OnnxGraph graph) {
    Map<OnnxNode, Integer> waits = new IdentityHashMap<>();
    Deque<OnnxNode> ready = new ArrayDeque<>();
    for (OnnxNode node : given) {
      int count = (int) node.inputs().stream().distinct().filter(graph::produces).count();
      waits.put(node, count);
      if (count == 0) {
        ready.add(node);
      }
    }
    List<OnnxNode> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      OnnxNode node = ready.remove();
      order.add(node);
      for (String output : node.outputs()) {
        for (OnnxNode reader : graph.readers(output)) {
          if (waits.merge(reader, -1, Integer::sum) == 0) {
            ready.add(reader);
          }
        }
      }
    }
    if (order.size() < given.size()) {
      OnnxNode stuck = given.stream().filter(node -> waits.get(node) > 0).findFirst().orElseThrow();
      throw UserError.at(stuck.place(), "in a circle", "a graph without circles");
    }
    return Collections.unmodifiableList(order);
  }
}
