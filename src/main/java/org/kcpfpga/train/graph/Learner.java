package org.kcpfpga.train.graph;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.kcpfpga.common.NativeWork;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.train.step.Batch;

/**
 * A network that learns: loss and gradients of a batch, and its hidden states.
 *
 * <p>Nothing stays in the memory of the library behind a call. Not safe for threads.
 */
public final class Learner implements AutoCloseable {
  private final NetworkShape shape;
  private final Integers integers;
  private final NDManager memory;
  private final GateTables tables;

  /** Of floating point. */
  public Learner(NetworkShape shape) {
    this.shape = shape;
    this.integers = null;
    this.memory = Djl.engine().newBaseManager(Device.cpu());
    this.tables = null;
  }

  /** Of the arithmetic of the hardware, with words of these widths. */
  public Learner(NetworkShape shape, BitWidths bits, Integers integers) {
    this.shape = shape;
    this.integers = integers;
    this.memory = Djl.engine().newBaseManager(Device.cpu());
    this.tables = new GateTables(shape.cell(), bits, memory);
  }

  /** How parameters become the integers of the hardware. */
  public interface Integers {
    QuantisedModel of(Map<String, Tensor> parameters);
  }

  /**
   * What a batch taught.
   *
   * @param loss mean cross-entropy, or with a teacher that of {@link
   *     org.kcpfpga.train.step.Distillation}
   * @param correct sequences whose largest logit is their label's; 0 where states alone are learned
   * @param gradients of the loss by the names of the parameters
   */
  public record Lesson(double loss, int correct, Map<String, float[]> gradients) {}

  /** The parameters in the memory of the library, and as integers if the arithmetic is theirs. */
  private record Weights(NDManager manager, Map<String, NDArray> arrays, QuantisedModel integers) {}

  private Weights weights(NDManager manager, Map<String, Tensor> parameters) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    parameters.forEach((name, tensor) -> arrays.put(name, array(manager, tensor)));
    return new Weights(manager, arrays, integers == null ? null : integers.of(parameters));
  }

  /** Loss and gradients of a batch. */
  public Lesson learn(Map<String, Tensor> parameters, Batch batch) {
    return inLibrary(manager -> learn(weights(manager, parameters), batch));
  }

  /** Runs with memory of the library that is given back behind it. */
  private <T> T inLibrary(Function<NDManager, T> work) {
    return NativeWork.run(
        () -> {
          try (NDManager manager = memory.newSubManager()) {
            return work.apply(manager);
          }
        });
  }

  private Lesson learn(Weights weights, Batch batch) {
    Map<String, NDArray> arrays = weights.arrays();
    arrays.values().forEach(array -> array.setRequiresGradient(true));
    try (GradientCollector collector = Djl.engine().newGradientCollector()) {
      NDList states = new NDList();
      boolean kept = batch.targets() != null && batch.targets().hidden() != null;
      NDArray last = run(weights, batch, kept ? states::add : h -> {});
      NDArray logits = logits(weights, last);
      NDArray loss = new Loss(shape, weights.manager(), batch).of(logits, states);
      collector.backward(loss);
      double value = loss.toType(DataType.FLOAT64, true).toDoubleArray()[0];
      return new Lesson(value, correct(logits, batch), gradients(arrays));
    }
  }

  private static Map<String, float[]> gradients(Map<String, NDArray> arrays) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    arrays.forEach((name, array) -> gradients.put(name, numbers(array.getGradient())));
    return gradients;
  }

  private static float[] numbers(NDArray gradient) {
    return gradient.getDataType() == DataType.FLOAT32
        ? gradient.toFloatArray()
        : floats(gradient.toDoubleArray());
  }

  private static int correct(NDArray logits, Batch batch) {
    if (batch.targets() != null && batch.targets().logits() == null) {
      return 0;
    }
    int[] labels = batch.labels();
    long[] best = logits.argMax(1).toLongArray();
    int correct = 0;
    for (int b = 0; b < labels.length; b++) {
      correct += best[b] == labels[b] ? 1 : 0;
    }
    return correct;
  }

  /**
   * The outputs of all steps.
   *
   * @return [B, T, M]
   */
  public Tensor hidden(Map<String, Tensor> parameters, Batch batch) {
    return inLibrary(
        manager -> {
          NDList all = new NDList();
          run(weights(manager, parameters), batch, h -> all.add(h.expandDims(1)));
          return tensor(NDArrays.concat(all, 1));
        });
  }

  /**
   * The outputs of the last step.
   *
   * @return [B, 1, M]
   */
  public Tensor last(Map<String, Tensor> parameters, Batch batch) {
    return inLibrary(
        manager -> tensor(run(weights(manager, parameters), batch, h -> {}).expandDims(1)));
  }

  private static Tensor tensor(NDArray array) {
    long[] extents = array.getShape().getShape();
    int[] shape = new int[extents.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = (int) extents[i];
    }
    return Tensor.of(shape, array.toType(DataType.FLOAT64, false).toDoubleArray());
  }

  private static NDArray logits(Weights weights, NDArray last) {
    NDArray weight = weights.arrays().get(NetworkShape.READOUT_WEIGHT);
    if (weight == null) {
      return last;
    }
    NDArray bias = weights.arrays().get(NetworkShape.READOUT_BIAS);
    return last.matMul(weight.transpose()).add(bias);
  }

  /** Told of every h in turn. */
  private interface Watcher {
    void see(NDArray h);
  }

  private NDArray run(Weights weights, Batch batch, Watcher watcher) {
    NDManager manager = weights.manager();
    Arithmetic arithmetic =
        weights.integers() == null
            ? new FloatArithmetic(shape, weights.arrays(), manager)
            : new FixedArithmetic(weights.integers(), tables, weights.arrays(), manager);
    NDList parts = arithmetic.inputPart(inputs(weights, batch)).split(batch.steps(), 0);
    NDArray mask = mask(manager, batch);
    Arithmetic.State state = arithmetic.start(batch.sequences());
    for (NDArray part : parts) {
      NDArray dropped = mask == null ? state.h() : state.h().mul(mask);
      state = arithmetic.step(part, dropped, state);
      watcher.see(state.h());
    }
    return state.h();
  }

  /** x of all steps, [rows, N]; for integers the numbers that their stream carries. */
  private NDArray inputs(Weights weights, Batch batch) {
    Shape rows = new Shape((long) batch.steps() * batch.sequences(), shape.inSize());
    double[] x = batch.x();
    QuantisedModel q = weights.integers();
    if (q == null) {
      return weights.manager().create(floats(x), rows);
    }
    double[] rounded = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      rounded[i] = Math.scalb((double) q.quantiseInput(x[i]), -q.fractions().input());
    }
    return weights.manager().create(rounded, rows);
  }

  private NDArray mask(NDManager manager, Batch batch) {
    return batch.hiddenMask() == null
        ? null
        : manager.create(batch.hiddenMask(), new Shape(batch.sequences(), shape.hiddenSize()));
  }

  private NDArray array(NDManager manager, Tensor tensor) {
    long[] extents = new long[tensor.rank()];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = tensor.extent(i);
    }
    // doubles hold integers that floats do not
    return integers == null
        ? manager.create(floats(tensor.values()), new Shape(extents))
        : manager.create(tensor.values(), new Shape(extents));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Arrays that stay in the memory of the library from call to call. */
  int kept() {
    return memory.getManagedArrays().size();
  }

  @Override
  public void close() {
    memory.close();
  }
}
