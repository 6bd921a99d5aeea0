package org.kcpfpga.onnx;

import static org.kcpfpga.onnx.ProtoBytes.field;
import static org.kcpfpga.onnx.ProtoBytes.join;
import static org.kcpfpga.onnx.ProtoBytes.named;
import static org.kcpfpga.onnx.ProtoBytes.number;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.kcpfpga.onnx.OnnxOperator.Value;
import org.kcpfpga.tensor.Tensor;

/** An ONNX file of several nodes with tensors of its own, put together by a test. */
public final class GraphFile {
  private final List<Value> inputs = new ArrayList<>();
  private final List<Value> outputs = new ArrayList<>();
  private byte[] graph = named(2, "graph");

  /** Version 13 of the operators. */
  private static final int OPERATOR_SET = 13;

  /** What runs in, float32. */
  public GraphFile input(String name, int... shape) {
    inputs.add(Value.floats(name, shape));
    return this;
  }

  /** What comes out, float32. */
  public GraphFile output(String name, int... shape) {
    outputs.add(Value.floats(name, shape));
    return this;
  }

  /** A stored tensor, float32. */
  public GraphFile tensor(String name, Tensor tensor) {
    return tensor(TensorBytes.raw(name, tensor));
  }

  /** A stored tensor, as a TensorProto. */
  public GraphFile tensor(byte[] proto) {
    graph = join(graph, field(5, proto));
    return this;
  }

  /** Stored integers. */
  public GraphFile integers(String name, long... values) {
    return tensor(TensorBytes.integers(name, values));
  }

  /** A node; names are separated by spaces, "_" stands for one that is left out. */
  public GraphFile node(String type, String ins, String outs, byte[]... attributes) {
    byte[] node = join(named(3, type + "_" + outs.split(" ")[0]), named(4, type));
    for (String name : names(ins)) {
      node = join(node, named(1, name));
    }
    for (String name : names(outs)) {
      node = join(node, named(2, name));
    }
    for (byte[] attribute : attributes) {
      node = join(node, field(5, attribute));
    }
    graph = join(graph, field(1, node));
    return this;
  }

  private static List<String> names(String words) {
    return words.isEmpty()
        ? List.of()
        : Arrays.stream(words.split(" ")).map(word -> word.equals("_") ? "" : word).toList();
  }

  /** The whole file. */
  public byte[] bytes() {
    byte[] all = graph;
    for (Value input : inputs) {
      all = join(all, input.proto(11));
    }
    for (Value output : outputs) {
      all = join(all, output.proto(12));
    }
    return join(number(1, 8), field(7, all), field(8, number(2, OPERATOR_SET)));
  }

  /** What ONNX Runtime makes of it. */
  public Map<String, Tensor> run(Map<String, Tensor> tensors) throws OrtException {
    return OnnxRun.of(bytes(), inputs, outputs, tensors);
  }
}
