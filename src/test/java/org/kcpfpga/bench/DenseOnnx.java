package org.kcpfpga.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.onnx.OnnxOperator;
import org.kcpfpga.onnx.OnnxOperator.Value;

/** y = W x by ONNX Runtime, in float32, with the matrix that an operator stands for. */
final class DenseOnnx implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final OnnxTensor x;
  private final OnnxTensor w;

  /**
   * A product that is ready to run.
   *
   * @param matrix of {@link #matrix}, in a direct buffer, so that it is not copied
   * @param threads as many are used; 0: as ONNX Runtime likes, one per core
   */
  DenseOnnx(FloatBuffer matrix, double[] input, int threads) throws OrtException {
    int columns = input.length;
    int rows = matrix.capacity() / columns;
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    if (threads > 0) {
      options.setIntraOpNumThreads(threads);
    }
    session = environment.createSession(product(rows, columns).file(), options);
    FloatBuffer values = direct(columns);
    for (double value : input) {
      values.put((float) value);
    }
    x = OnnxTensor.createTensor(environment, values.rewind(), new long[] {1, columns});
    w = OnnxTensor.createTensor(environment, matrix, new long[] {rows, columns});
  }

  /** y [1, rows] = x [1, columns] W^T, where W [rows, columns] is an input, too. */
  private static OnnxOperator product(int rows, int columns) {
    return new OnnxOperator(
        "Gemm",
        List.of(OnnxOperator.integer("transB", 1)),
        List.of(Value.floats("x", 1, columns), Value.floats("w", rows, columns)),
        List.of(Value.floats("y", 1, rows)));
  }

  /** W of an operator, row by row. */
  static FloatBuffer matrix(KcpOperator operator) {
    int rows = operator.shape().rowSize();
    FloatBuffer matrix = direct(rows * operator.shape().inSize());
    for (int row = 0; row < rows; row++) {
      for (double entry : row(operator, row)) {
        matrix.put((float) entry);
      }
    }
    return matrix.rewind();
  }

  /** W[o, :] = sum_k A_k^(1)[o_1, :] (x) .. (x) A_k^(d)[o_d, :]. */
  private static double[] row(KcpOperator operator, int row) {
    double[] sum = new double[operator.shape().inSize()];
    for (int k = 0; k < operator.shape().terms(); k++) {
      double[] product = {1};
      int below = row;
      for (int i = operator.shape().modes(); i >= 1; i--) {
        int o = below % operator.shape().rows(i);
        below /= operator.shape().rows(i);
        product = kronecker(operator.modeMatrix(i, k), o, operator.shape().in(i), product);
      }
      for (int j = 0; j < sum.length; j++) {
        sum[j] += product[j];
      }
    }
    return sum;
  }

  private static double[] kronecker(double[] matrix, int row, int columns, double[] right) {
    double[] product = new double[columns * right.length];
    for (int j = 0; j < product.length; j++) {
      product[j] = matrix[row * columns + j / right.length] * right[j % right.length];
    }
    return product;
  }

  private static FloatBuffer direct(int values) {
    return ByteBuffer.allocateDirect(4 * values).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** The product, as [1, rows]. */
  float[][] run() throws OrtException {
    try (OrtSession.Result result = session.run(Map.of("x", x, "w", w))) {
      return (float[][]) result.get(0).getValue();
    }
  }

  @Override
  public void close() throws OrtException {
    x.close();
    w.close();
    session.close();
  }
}
