package org.kcpfpga.importer.onnx;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kcpfpga.common.UserError;

/**
 * One operator of a graph (NodeProto).
 *
 * @param name as in the file; without one, that of its first output
 * @param type the operator, with its domain in front unless that is ONNX's own
 * @param inputs names of values; an empty one stands for an input that is left out
 * @param outputs likewise
 */
public record OnnxNode(
    String name,
    String type,
    List<String> inputs,
    List<String> outputs,
    Map<String, OnnxAttribute> attributes) {

  /** The name of input {@code index}, empty if it is left out. */
  public String input(int index) {
    return index < inputs.size() ? inputs.get(index) : "";
  }

  /** The name of output {@code index}, empty if it is left out. */
  public String output(int index) {
    return index < outputs.size() ? outputs.get(index) : "";
  }

  /** Whether the attribute is there. */
  public boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /** An attribute that is an integer. */
  public long integer(String attribute, long otherwise) {
    OnnxAttribute found = attributes.get(attribute);
    if (found == null) {
      return otherwise;
    }
    if (found.integer() == null) {
      throw UserError.at(place() + ": " + attribute, "no integer", "an integer");
    }
    return found.integer();
  }

  /** An attribute that is a float. */
  public double single(String attribute, double otherwise) {
    OnnxAttribute found = attributes.get(attribute);
    if (found == null) {
      return otherwise;
    }
    if (found.single() == null) {
      throw UserError.at(place() + ": " + attribute, "no float", "a float");
    }
    return found.single();
  }

  /** An attribute that is a text. */
  public String text(String attribute, String otherwise) {
    OnnxAttribute found = attributes.get(attribute);
    return found == null || found.text() == null ? otherwise : found.text();
  }

  /** An attribute that is a list of integers, null if it is not there. */
  public long[] integers(String attribute) {
    OnnxAttribute found = attributes.get(attribute);
    return found == null ? null : found.integers().stream().mapToLong(Long::longValue).toArray();
  }

  /** An attribute that is a list of floats, empty if it is not there. */
  public List<Double> singles(String attribute) {
    OnnxAttribute found = attributes.get(attribute);
    return found == null ? List.of() : found.singles();
  }

  /** An attribute that is a list of texts, empty if it is not there. */
  public List<String> texts(String attribute) {
    OnnxAttribute found = attributes.get(attribute);
    return found == null ? List.of() : found.texts();
  }

  /** All nodes of the graphs that are its attributes, at any depth. */
  public Stream<OnnxNode> inner() {
    return attributes.values().stream()
        .flatMap(attribute -> attribute.subgraph().stream())
        .flatMap(node -> Stream.concat(Stream.of(node), node.inner()));
  }

  /** How messages name it: {@code LSTM rnn/lstm_1}. */
  public String place() {
    return type + " " + name;
  }
}
