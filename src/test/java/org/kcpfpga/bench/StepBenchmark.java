package org.kcpfpga.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Map;
import java.util.Random;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.Initial;
import org.kcpfpga.train.graph.Djl;
import org.kcpfpga.train.graph.Learner;
import org.kcpfpga.train.graph.NetworkShape;
import org.kcpfpga.train.step.Adam;
import org.kcpfpga.train.step.Batch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A step of training of an LSTM with 57,600 inputs and 256 units, 16 sequences of one step: as
 * {@code kcp train} does it with KCP operators, and with W as a matrix in the same library.
 */
public class StepBenchmark {
  static final int SEQUENCES = 16;
  private static final float RATE = 1e-3f;

  private static double[] x() {
    return new Random(Recording.SEED).doubles((long) SEQUENCES * 57_600).toArray();
  }

  /** The whole network with read-out, hidden operator and Adam as in training. */
  @State(Scope.Benchmark)
  public static class Kcp {
    /** Names the rows in the report. */
    @Param("ucf11-input")
    public String subject;

    Learner learner;
    Map<String, Tensor> parameters;
    Adam adam;
    Batch batch;

    @Setup
    public void create() {
      Djl.start(1);
      OperatorShape hidden =
          new OperatorShape(
              new int[] {4, 4, 4, 4}, new int[] {16, 4, 4, 4}, 2, new int[] {2, 2, 2, 2});
      NetworkShape shape =
          new NetworkShape(
              CellKind.LSTM,
              OperatorFormat.kcp(OnnxBenchmark.UCF11),
              OperatorFormat.kcp(hidden),
              11);
      learner = new Learner(shape);
      parameters = Initial.parameters(shape, Recording.SEED);
      adam = Adam.of(parameters);
      batch = new Batch(SEQUENCES, 1, x(), null, new int[SEQUENCES]);
    }

    @TearDown
    public void close() {
      learner.close();
    }
  }

  /** W alone, with the cell behind it; W and its moments stay in the library. */
  @State(Scope.Benchmark)
  public static class Dense {
    NDManager memory;
    NDArray x;
    NDArray w;
    Optimizer adam;

    @Setup
    public void create(Kcp kcp) {
      memory = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
      x = memory.create(x()).toType(DataType.FLOAT32, false).reshape(SEQUENCES, 57_600);
      w = memory.randomNormal(0, 0.004f, new Shape(1024, 57_600), DataType.FLOAT32);
      w.setRequiresGradient(true);
      adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(RATE)).build();
    }

    /** The gradient of the mean square of h. */
    float gradient(boolean learned) {
      try (NDManager step = memory.newSubManager()) {
        x.tempAttach(step);
        float loss;
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
          NDList gates = x.matMul(w.transpose()).split(4, 1);
          NDArray c = sigmoid(gates.get(0)).mul(gates.get(2).tanh());
          NDArray mean = sigmoid(gates.get(3)).mul(c.tanh()).square().mean();
          collector.backward(mean);
          loss = mean.getFloat();
        }
        NDArray gradient = w.getGradient();
        if (learned) {
          adam.update("w", w, gradient);
        }
        gradient.close();
        return loss;
      }
    }

    private static NDArray sigmoid(NDArray a) {
      return Activation.sigmoid(a);
    }

    @TearDown
    public void close() {
      memory.close();
    }
  }

  @Benchmark
  public double kcp(Kcp kcp) {
    Learner.Lesson lesson = kcp.learner.learn(kcp.parameters, kcp.batch);
    kcp.adam.step(kcp.parameters, lesson.gradients(), RATE, 0);
    return lesson.loss();
  }

  @Benchmark
  public float dense(Dense dense) {
    return dense.gradient(true);
  }

  @Benchmark
  public float denseWithoutAdam(Dense dense) {
    return dense.gradient(false);
  }
}
