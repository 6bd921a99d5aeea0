package org.kcpfpga.importer.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.DataFile;

/** Reads the graph of an ONNX file (ModelProto, GraphProto). */
public final class OnnxFile {
  private static final String EXPECTED = "an ONNX model, a protocol buffer";

  private final Path folder;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
  private final List<OnnxValue> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private boolean graph;

  private OnnxFile(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a file below 2 GB, the limit of protocol buffers; larger tensors lie in other files.
   *
   * @throws UserError naming the file if it is no ONNX model, or its graph refers to what it has
   *     not
   */
  public static OnnxGraph read(Path path) {
    byte[] bytes = DataFile.read(path, file -> bytes(file));
    OnnxFile file = new OnnxFile(path.toAbsolutePath().normalize().getParent());
    try {
      file.model(new Fields(bytes));
      if (!file.graph) {
        throw UserError.at("graph", "missing", EXPECTED);
      }
      return OnnxGraph.of(file.nodes, file.tensors, file.inputs, file.outputs);
    } catch (UserError e) {
      throw e.within(path);
    } catch (InvalidProtocolBufferException e) {
      throw UserError.at(path.toString(), e.getMessage(), EXPECTED);
    } catch (IOException e) {
      throw UserError.of(path, "cannot be read", e);
    }
  }

  private static byte[] bytes(DataFile file) throws IOException {
    long length = file.remaining();
    if (length == 0 || length > Integer.MAX_VALUE - 8) {
      throw UserError.at(
          file.path().toString(), length + " bytes", EXPECTED + " of 1 byte to 2 GB");
    }
    return file.take((int) length, "model").array();
  }

  private void model(Fields fields) throws IOException {
    while (fields.next()) {
      if (fields.number() == 7) {
        graph = true;
        fields.message(this::graph);
      } else {
        fields.skip();
      }
    }
  }

  private void graph(Fields fields) throws IOException {
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> nodes.add(NodeReader.read(fields, folder));
        case 5 -> {
          OnnxTensor tensor = TensorReader.read(fields, folder);
          if (tensors.put(tensor.name(), tensor) != null) {
            throw UserError.at("tensor " + tensor.name(), "there twice", "each name once");
          }
        }
        case 11 -> inputs.add(value(fields));
        case 12 -> outputs.add(value(fields).name());
        default -> fields.skip();
      }
    }
  }

  /** A ValueInfoProto. */
  private static OnnxValue value(Fields fields) throws IOException {
    Map<String, List<String>> found = new HashMap<>();
    List<String> names = new ArrayList<>();
    fields.message(
        value -> {
          while (value.next()) {
            switch (value.number()) {
              case 1 -> names.add(value.text());
              case 2 -> value.message(type -> shape(type, found));
              default -> value.skip();
            }
          }
        });
    return new OnnxValue(names.isEmpty() ? "" : names.get(names.size() - 1), found.get("dims"));
  }

  /** A TypeProto: tensor_type.shape. */
  private static void shape(Fields type, Map<String, List<String>> found) throws IOException {
    while (type.next()) {
      if (type.number() == 1) {
        type.message(
            tensor -> {
              while (tensor.next()) {
                if (tensor.number() == 2) {
                  List<String> dims = new ArrayList<>();
                  found.put("dims", dims);
                  tensor.message(shape -> extents(shape, dims));
                } else {
                  tensor.skip();
                }
              }
            });
      } else {
        type.skip();
      }
    }
  }

  /** A TensorShapeProto. */
  private static void extents(Fields shape, List<String> dims) throws IOException {
    while (shape.next()) {
      if (shape.number() == 1) {
        dims.add("?");
        shape.message(
            extent -> {
              while (extent.next()) {
                switch (extent.number()) {
                  case 1 -> dims.set(dims.size() - 1, Long.toString(extent.integer()));
                  case 2 -> dims.set(dims.size() - 1, extent.text());
                  default -> extent.skip();
                }
              }
            });
      } else {
        shape.skip();
      }
    }
  }
}
