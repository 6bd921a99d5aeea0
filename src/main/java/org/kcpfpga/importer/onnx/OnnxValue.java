package org.kcpfpga.importer.onnx;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input of a graph (ValueInfoProto).
 *
 * @param dims its shape, where a name or "?" stands for an unknown extent; null if there is none
 */
public record OnnxValue(String name, List<String> dims) {
  /** {@code x [batch, 28]}. */
  @Override
  public String toString() {
    return dims == null
        ? name
        : name + " " + dims.stream().collect(Collectors.joining(", ", "[", "]"));
  }
}
