package org.kcpfpga.rnn;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.onnx.OnnxOperator;
import org.kcpfpga.onnx.OnnxOperator.Value;
import org.kcpfpga.onnx.OnnxRun;
import org.kcpfpga.tensor.Tensor;

/**
 * A model's cell in ONNX Runtime: the weights as dense matrices, the gates in ONNX's order.
 *
 * @param model the model, not a linear one
 * @param gates the gates in ONNX's order, by their numbers in the model
 */
record OnnxCell(Model model, int[] gates) {
  /**
   * The cell with its gates where ONNX wants them: i, o, f, c of an LSTM, z, r, h of a GRU. A
   * minimal gated unit is a GRU that resets before the product, with r = f and z = 1 - f, which is
   * the gate of - W x - U h - b.
   */
  static OnnxCell of(Model model) {
    return switch (model.cell().equations()) {
      case LSTM -> new OnnxCell(model, new int[] {0, 3, 1, 2});
      case GRU -> new OnnxCell(model, new int[] {1, 0, 2});
      case RESET_BEFORE ->
          new OnnxCell(model, model.gates() == 3 ? new int[] {1, 0, 2} : new int[] {0, 0, 1});
      case RNN -> new OnnxCell(model, new int[] {0});
      case LINEAR -> throw new IllegalArgumentException("linear: no cell in ONNX");
    };
  }

  /**
   * The states of all sequences.
   *
   * @return Y [steps, 1, sequences, M], Y_h and, for an LSTM, Y_c [1, sequences, M]
   */
  Map<String, Tensor> run(OnnxBatch batch, double[] hiddenBias) throws OrtException {
    int steps = batch.steps();
    int sequences = batch.sequences();
    int size = model.hiddenSize();
    int rows = gates.length * size;
    Map<String, Tensor> tensors = new HashMap<>();
    tensors.put("X", batch.stepMajor());
    tensors.put("W", matrix(model.input()));
    tensors.put("R", matrix(model.hidden()));
    tensors.put("B", biases(hiddenBias));
    tensors.put("lengths", batch.lengthTensor());
    tensors.put("h0", batch.h().reshape(1, sequences, size));
    List<Value> inputs = new ArrayList<>();
    inputs.add(Value.floats("X", steps, sequences, model.inSize()));
    inputs.add(Value.floats("W", 1, rows, model.inSize()));
    inputs.add(Value.floats("R", 1, rows, size));
    inputs.add(Value.floats("B", 1, 2 * rows));
    inputs.add(Value.integers("lengths", sequences));
    inputs.add(Value.floats("h0", 1, sequences, size));
    List<Value> outputs = new ArrayList<>();
    outputs.add(Value.floats("Y", steps, 1, sequences, size));
    outputs.add(Value.floats("Y_h", 1, sequences, size));
    if (model.cell().keepsCell()) {
      tensors.put("c0", batch.c().reshape(1, sequences, size));
      inputs.add(Value.floats("c0", 1, sequences, size));
      outputs.add(Value.floats("Y_c", 1, sequences, size));
    }
    String type = gates.length == 3 ? "GRU" : model.cell().equations().name();
    return OnnxRun.of(new OnnxOperator(type, attributes(), inputs, outputs), tensors);
  }

  private List<byte[]> attributes() {
    List<byte[]> attributes = new ArrayList<>();
    attributes.add(OnnxOperator.integer("hidden_size", model.hiddenSize()));
    if (model.cell().splitCandidate()) {
      // n = tanh(Wn x + bn + r (Un h + cn)), as in PyTorch
      attributes.add(OnnxOperator.integer("linear_before_reset", 1));
    }
    if (model.cell() != model.cell().plain()) {
      // alpha 0.2 and beta 0.5 unless said otherwise
      List<String> functions = new ArrayList<>(List.of("HardSigmoid", "Tanh"));
      if (model.cell().keepsCell()) {
        functions.add("Tanh");
      }
      attributes.add(OnnxOperator.strings("activations", functions));
    }
    return attributes;
  }

  private Tensor matrix(KcpOperator operator) {
    int columns = operator.shape().inSize();
    double[] weights = DenseWeights.of(operator, gates, model.hiddenSize());
    for (int i = 0; complements() && i < weights.length / gates.length; i++) {
      weights[i] = -weights[i];
    }
    return Tensor.of(new int[] {1, gates.length * model.hiddenSize(), columns}, weights);
  }

  /** Whether the first gate in ONNX's order is 1 less that of the model. */
  private boolean complements() {
    return gates.length > model.gates();
  }

  /** Wb, then Rb, whose sum is the model's bias where it has one only. */
  private Tensor biases(double[] hiddenBias) {
    int size = model.hiddenSize();
    int rows = gates.length * size;
    boolean both = model.hiddenBias() != null;
    double[] biases = new double[2 * rows];
    for (int row = 0; row < rows; row++) {
      int from = gates[row / size] * size + row % size;
      double bias = model.bias().values()[from];
      biases[rows + row] = both ? model.hiddenBias().values()[from] : hiddenBias[from];
      biases[row] = both ? bias : bias - hiddenBias[from];
      if (complements() && row < size) {
        biases[row] = -biases[row];
        biases[rows + row] = -biases[rows + row];
      }
    }
    return Tensor.of(new int[] {1, 2 * rows}, biases);
  }
}
