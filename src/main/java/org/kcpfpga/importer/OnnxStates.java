package org.kcpfpga.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kcpfpga.common.UserError;
import org.kcpfpga.importer.onnx.OnnxNode;
import org.kcpfpga.importer.onnx.Origin;

/**
 * The inputs of a recurrent node besides X and weights. A core starts from zeros, or from states
 * that are loaded, and each sequence has its own length.
 */
final class OnnxStates {
  private OnnxStates() {}

  /**
   * In words what the node starts from and how long its sequences are.
   *
   * @throws UserError naming an input that is neither zeros nor an input of the graph
   */
  static List<String> notes(OnnxNode node, Origin origin) {
    List<String> notes = new ArrayList<>();
    lengths(node, origin).ifPresent(notes::add);
    state(node, "initial_h", node.input(5), origin).ifPresent(notes::add);
    if (node.type().equals("LSTM")) {
      state(node, "initial_c", node.input(6), origin).ifPresent(notes::add);
    }
    return notes;
  }

  private static Optional<String> state(OnnxNode node, String name, String value, Origin origin) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> input = origin.input(value);
    if (input.isPresent()) {
      return Optional.of(name + ": input " + input.get() + " of the graph");
    }
    if (origin.zero(value)) {
      return Optional.of(name + ": zeros");
    }
    throw UserError.at(
        node.place() + ": " + name, origin.told(value), "zeros, or an input of the graph");
  }

  private static Optional<String> lengths(OnnxNode node, Origin origin) {
    String value = node.input(4);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> input = origin.input(value);
    if (input.isPresent()) {
      return Optional.of("sequence_lens: input " + input.get() + " of the graph");
    }
    if (origin.ofShapes(value)) {
      return Optional.of("sequence_lens: constant; a core is told the end of each sequence");
    }
    throw UserError.at(
        node.place() + ": sequence_lens",
        origin.told(value),
        "a constant, or an input of the graph");
  }
}
