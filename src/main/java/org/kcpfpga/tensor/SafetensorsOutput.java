package org.kcpfpga.tensor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;

/** Writes safetensors files. */
final class SafetensorsOutput {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SafetensorsOutput() {}

  /** Writes all tensors as F32; see {@link Safetensors#write}. */
  static void write(Path path, Safetensors content) {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode strings = header.putObject("__metadata__");
    content.metadata().forEach(strings::put);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", "F32");
      node.set("shape", JSON.valueToTree(entry.getValue().shape()));
      long end = offset + (long) Float.BYTES * entry.getValue().size();
      node.set("data_offsets", JSON.valueToTree(List.of(offset, end)));
      offset = end;
    }
    AtomicFile.write(
        path,
        out -> {
          byte[] text = padded(JSON.writeValueAsBytes(header));
          out.write(littleEndian(Long.BYTES).putLong(text.length).array());
          out.write(text);
          for (Map.Entry<String, Tensor> entry : content.tensors().entrySet()) {
            out.write(floats(path + ": " + entry.getKey(), entry.getValue()));
          }
        });
  }

  /** The header filled with spaces to a multiple of 8 bytes, so that the data is aligned. */
  private static byte[] padded(byte[] text) {
    byte[] result = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(result, text.length, result.length, (byte) ' ');
    return result;
  }

  private static byte[] floats(String place, Tensor tensor) {
    ByteBuffer buffer = littleEndian(Math.multiplyExact(tensor.size(), Float.BYTES));
    double[] values = tensor.values();
    for (int i = 0; i < values.length; i++) {
      float value = (float) values[i];
      if (!Float.isFinite(value)) {
        throw UserError.at(place + "[" + i + "]", values[i], "a finite float32");
      }
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
