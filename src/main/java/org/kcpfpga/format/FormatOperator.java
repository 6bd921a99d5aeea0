package org.kcpfpga.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.TensorNetwork.Core;
import org.kcpfpga.format.TensorNetwork.Index;
import org.kcpfpga.format.TensorNetwork.Step;
import org.kcpfpga.kcp.Operator;
import org.kcpfpga.tensor.Tensor;

/**
 * W in a format, with its entries, in double precision: y = W x by the steps of its network.
 *
 * <p>Immutable and safe for threads.
 */
public final class FormatOperator implements Operator {
  /** Spread of the magnitudes of {@link #initial}, relative to the standard deviation. */
  private static final double SPREAD = 0.1;

  private final OperatorFormat format;
  private final List<Tensor> cores;
  private final List<Contraction> contractions;
  private final OrderedCores ordered;

  /**
   * An operator over the given cores, which are not copied.
   *
   * @param cores in the order of the network, each of its core's shape
   * @throws UserError naming the core with another shape, or if a step has too many values
   */
  public FormatOperator(OperatorFormat format, List<Tensor> cores) {
    TensorNetwork network = format.network();
    if (cores.size() != network.cores().size()) {
      throw new IllegalArgumentException(
          "cores: " + cores.size() + " (expected: " + network.cores().size() + ")");
    }
    for (int i = 0; i < cores.size(); i++) {
      Core core = network.cores().get(i);
      cores.get(i).requireShape(core.name(), core.shape());
    }
    this.format = format;
    this.cores = List.copyOf(cores);
    this.contractions = network.contractions();
    requireResults();
    this.ordered = new OrderedCores(format.network(), this.cores);
  }

  private void requireResults() {
    for (Contraction contraction : contractions) {
      if (TensorNetwork.size(contraction.result()) > FormatShape.MAX_VALUES) {
        throw UserError.at(
            format.kind().jsonName() + ": result of a step",
            "more than 2^24 values",
            "smaller ranks, or modes in another order");
      }
    }
  }

  /**
   * Seeded random cores as training begins with: entries of either sign, all of nearly the same
   * magnitude, so that products of many are not heavy-tailed; variance {@link
   * TensorNetwork#initialDeviation} squared. Every entry is a float32.
   */
  public static FormatOperator initial(OperatorFormat format, Random random) {
    double deviation = format.initialDeviation() / Math.sqrt(1 + SPREAD * SPREAD);
    List<Tensor> cores = new ArrayList<>();
    for (Core core : format.network().cores()) {
      Tensor tensor = Tensor.zeros(core.shape());
      for (int i = 0; i < tensor.size(); i++) {
        double magnitude = deviation * (1 + SPREAD * random.nextGaussian());
        tensor.values()[i] = (float) (random.nextBoolean() ? magnitude : -magnitude);
      }
      cores.add(tensor);
    }
    return new FormatOperator(format, cores);
  }

  /** The format. */
  public OperatorFormat format() {
    return format;
  }

  /** The cores, in the order of the network. */
  public List<Tensor> cores() {
    return cores;
  }

  @Override
  public int inSize() {
    return format.inSize();
  }

  @Override
  public int rowSize() {
    return format.rowSize();
  }

  @Override
  public long parameters() {
    return format.parameters();
  }

  @Override
  public double[] apply(double[] x) {
    if (x.length != format.inSize()) {
      throw new IllegalArgumentException(
          "x: " + x.length + " values (expected: " + format.inSize() + ")");
    }
    double[][] results = new double[contractions.size()][];
    for (int s = 0; s < results.length; s++) {
      Contraction contraction = contractions.get(s);
      Step step = format.network().order().get(s);
      double[] left = operand(step.left(), contraction.leftOrder(), x, results);
      if (ordered.readsAcross(s)) {
        results[s] = MatrixProducts.across(contraction, left, cores.get(step.right() - 1).values());
      } else {
        double[] right = operand(step.right(), contraction.rightOrder(), x, results);
        results[s] = MatrixProducts.along(contraction, left, right);
      }
    }
    List<Index> last = contractions.get(results.length - 1).result();
    return Permutation.permuted(results[results.length - 1], last, format.network().out());
  }

  private double[] operand(int number, List<Index> order, double[] x, double[][] results) {
    if (number == 0) {
      return Permutation.permuted(x, format.network().in(), order);
    }
    if (number <= cores.size()) {
      return ordered.core(number);
    }
    int s = number - cores.size() - 1;
    return Permutation.permuted(results[s], contractions.get(s).result(), order);
  }
}
