package org.kcpfpga.importer.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Reads a TensorProto. */
final class TensorReader {
  private final LongStream.Builder dims = LongStream.builder();
  private final DoubleStream.Builder typed = DoubleStream.builder();
  private final Map<String, String> external = new HashMap<>();
  private String name = "";
  private int type;
  private ByteBuffer raw;

  private TensorReader() {}

  /**
   * The tensor in a field.
   *
   * @param folder that of the file
   */
  static OnnxTensor read(Fields fields, Path folder) throws IOException {
    TensorReader reader = new TensorReader();
    fields.message(
        message -> {
          while (message.next()) {
            reader.field(message);
          }
        });
    return new OnnxTensor(
        reader.name,
        reader.dims.build().toArray(),
        reader.type,
        reader.raw,
        reader.typed.build().toArray(),
        reader.external,
        folder);
  }

  private void field(Fields fields) throws IOException {
    switch (fields.number()) {
      case 1 -> fields.integers(dims::accept);
      case 2 -> type = (int) fields.integer();
      case 4 -> fields.singles(typed::accept);
      // int32_data, int64_data, uint64_data
      case 5, 7, 11 -> fields.integers(value -> typed.accept(value));
      case 8 -> name = fields.text();
      case 9 -> raw = fields.bytes();
      case 10 -> fields.doubles(typed::accept);
      case 13 -> fields.message(this::location);
      default -> fields.skip();
    }
  }

  /** A StringStringEntryProto that says where the data are. */
  private void location(Fields fields) throws IOException {
    String key = "";
    String value = "";
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> key = fields.text();
        case 2 -> value = fields.text();
        default -> fields.skip();
      }
    }
    external.put(key, value);
  }
}
