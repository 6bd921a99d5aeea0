package org.kcpfpga.bench;

import java.util.Random;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** y = W x in Java: by the factors, and by the matrix they stand for. */
@State(Scope.Benchmark)
public class OperatorBenchmark {
  /** 256 x 2304 weights in 94 parameters: small enough for the matrix to fit the caches. */
  static final OperatorShape SHAPE =
      new OperatorShape(new int[] {4, 8, 8, 9}, new int[] {8, 4, 4, 2}, 1, new int[] {2, 2, 2, 2});

  /** Names the rows in the report. */
  @Param("small")
  public String subject;

  KcpOperator operator;
  double[] matrix;
  double[] x;

  @Setup
  public void create() {
    operator = KcpOperator.random(SHAPE, Recording.SEED, 1);
    matrix = operator.dense().values();
    x = new Random(Recording.SEED).doubles(SHAPE.inSize()).toArray();
  }

  @Benchmark
  public double[] factored() {
    return operator.factored(x);
  }

  @Benchmark
  public double[] dense() {
    double[] y = new double[SHAPE.rowSize()];
    for (int row = 0; row < y.length; row++) {
      double sum = 0;
      for (int column = 0; column < x.length; column++) {
        sum += matrix[row * x.length + column] * x[column];
      }
      y[row] = sum;
    }
    return y;
  }
}
