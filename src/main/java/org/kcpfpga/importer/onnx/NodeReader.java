package org.kcpfpga.importer.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a NodeProto with its attributes. */
final class NodeReader {
  private static final Set<String> OWN_DOMAINS = Set.of("", "ai.onnx");

  private final Path folder;
  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final Map<String, OnnxAttribute> attributes = new LinkedHashMap<>();
  private String name = "";
  private String type = "";
  private String domain = "";

  private NodeReader(Path folder) {
    this.folder = folder;
  }

  /**
   * The node in a field.
   *
   * @param folder that of the file
   */
  static OnnxNode read(Fields fields, Path folder) throws IOException {
    NodeReader reader = new NodeReader(folder);
    fields.message(
        message -> {
          while (message.next()) {
            reader.field(message);
          }
        });
    return reader.node();
  }

  private OnnxNode node() {
    String first = outputs.stream().filter(output -> !output.isEmpty()).findFirst().orElse("");
    String shown = name.isEmpty() ? first : name;
    String full = OWN_DOMAINS.contains(domain) ? type : domain + "." + type;
    return new OnnxNode(shown, full, inputs, outputs, attributes);
  }

  private void field(Fields fields) throws IOException {
    switch (fields.number()) {
      case 1 -> inputs.add(fields.text());
      case 2 -> outputs.add(fields.text());
      case 3 -> name = fields.text();
      case 4 -> type = fields.text();
      case 5 -> fields.message(this::attribute);
      case 7 -> domain = fields.text();
      default -> fields.skip();
    }
  }

  private void attribute(Fields fields) throws IOException {
    String key = "";
    Long integer = null;
    Float single = null;
    String text = null;
    OnnxTensor tensor = null;
    List<Long> integers = new ArrayList<>();
    List<Double> singles = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<OnnxNode> subgraph = new ArrayList<>();
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> key = fields.text();
        case 2 -> single = fields.single();
        case 3 -> integer = fields.integer();
        case 4 -> text = StandardCharsets.UTF_8.decode(fields.bytes()).toString();
        case 5 -> tensor = TensorReader.read(fields, folder);
        // g, graphs
        case 6, 11 -> fields.message(graph -> nodes(graph, subgraph));
        case 7 -> fields.singles(singles::add);
        case 8 -> fields.integers(integers::add);
        case 9 -> texts.add(StandardCharsets.UTF_8.decode(fields.bytes()).toString());
        default -> fields.skip();
      }
    }
    attributes.put(
        key, new OnnxAttribute(integer, single, text, integers, singles, texts, tensor, subgraph));
  }

  private void nodes(Fields graph, List<OnnxNode> nodes) throws IOException {
    while (graph.next()) {
      if (graph.number() == 1) {
        nodes.add(read(graph, folder));
      } else {
        graph.skip();
      }
    }
  }
}
