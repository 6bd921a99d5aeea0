package org.kcpfpga.bench;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.Random;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** y = W x of the input operator of ucf11: by the factors as {@code kcp run}, and by the matrix. */
public class OnnxBenchmark {
  /** 1,024 x 57,600 weights in 376 parameters; the matrix takes 236 MB. */
  static final OperatorShape UCF11 =
      new OperatorShape(
          new int[] {8, 20, 20, 18}, new int[] {16, 4, 4, 4}, 2, new int[] {2, 2, 2, 2});

  /** The factors and an input. */
  @State(Scope.Benchmark)
  public static class Factors {
    /** Names the rows in the report. */
    @Param("ucf11-input")
    public String subject;

    OperatorShape shape = UCF11;
    KcpOperator operator;
    double[] x;

    @Setup
    public void create() {
      operator = KcpOperator.random(shape, Recording.SEED, 1);
      x = new Random(Recording.SEED).doubles(shape.inSize()).toArray();
    }
  }

  /** The matrix in ONNX Runtime. */
  @State(Scope.Benchmark)
  public static class Matrix {
    DenseOnnx allCores;
    DenseOnnx oneThread;

    @Setup
    public void create(Factors factors) throws OrtException {
      FloatBuffer matrix = DenseOnnx.matrix(factors.operator);
      allCores = new DenseOnnx(matrix, factors.x, 0);
      oneThread = new DenseOnnx(matrix, factors.x, 1);
    }

    @TearDown
    public void close() throws OrtException {
      allCores.close();
      oneThread.close();
    }
  }

  @Benchmark
  public double[] kcpFloat(Factors factors) {
    return factors.operator.factored(factors.x);
  }

  /** With as many threads as ONNX Runtime likes; the factors use one. */
  @Benchmark
  public float[][] denseOnnx(Matrix matrix) throws OrtException {
    return matrix.allCores.run();
  }

  @Benchmark
  public float[][] denseOnnxOneThread(Matrix matrix) throws OrtException {
    return matrix.oneThread.run();
  }
}
