package org.kcpfpga.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.tensor.Tensor;

/** One run of ONNX Runtime over one file, in one thread. */
public final class OnnxRun {
  private OnnxRun() {}

  /**
   * The results of {@code operator} by name.
   *
   * @param tensors the inputs by name, rounded to float32 or to the integers that they hold
   */
  public static Map<String, Tensor> of(OnnxOperator operator, Map<String, Tensor> tensors)
      throws OrtException {
    return of(operator.file(), operator.inputs(), operator.outputs(), tensors);
  }

  /** Likewise, of a file and what goes in and comes out; outputs are float32. */
  public static Map<String, Tensor> of(
      byte[] file,
      List<OnnxOperator.Value> given,
      List<OnnxOperator.Value> wanted,
      Map<String, Tensor> tensors)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      // it warns of tensors that no node reads
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      for (OnnxOperator.Value input : given) {
        inputs.put(input.name(), tensor(environment, input, tensors.get(input.name())));
      }
      try (OrtSession session = environment.createSession(file, options);
          OrtSession.Result result = session.run(inputs)) {
        Map<String, Tensor> outputs = new HashMap<>();
        for (OnnxOperator.Value output : wanted) {
          outputs.put(output.name(), values((OnnxTensor) result.get(output.name()).orElseThrow()));
        }
        return outputs;
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, OnnxOperator.Value input, Tensor tensor) throws OrtException {
    tensor.requireShape(input.name(), input.shape());
    long[] shape = Arrays.stream(input.shape()).asLongStream().toArray();
    if (input.integers()) {
      int[] values = Arrays.stream(tensor.values()).mapToInt(value -> (int) value).toArray();
      return OnnxTensor.createTensor(environment, IntBuffer.wrap(values), shape);
    }
    float[] values = new float[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) tensor.values()[i];
    }
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
  }

  private static Tensor values(OnnxTensor tensor) {
    int[] shape =
        Arrays.stream(tensor.getInfo().getShape()).mapToInt(extent -> (int) extent).toArray();
    Tensor values = Tensor.zeros(shape);
    FloatBuffer floats = tensor.getFloatBuffer();
    for (int i = 0; i < values.size(); i++) {
      values.values()[i] = floats.get(i);
    }
    return values;
  }
}
