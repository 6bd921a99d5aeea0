package org.kcpfpga.rnn;

import java.util.Random;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/** Models with seeded random weights of the size that trained ones have. */
final class RandomModel {
  private static final double INPUT_GAIN = 1;

  /** Smaller than the input's, so that h does not saturate over many steps. */
  private static final double HIDDEN_GAIN = 0.5;

  /** Of biases and of the readout. */
  private static final double DEVIATION = 0.1;

  private RandomModel() {}

  /** A model of these shapes; see {@link Model#random}. */
  static Model of(
      CellKind cell, OperatorShape input, OperatorShape hidden, int classes, long seed) {
    Random seeds = new Random(seed);
    KcpOperator w = KcpOperator.random(input, seeds.nextLong(), INPUT_GAIN);
    long hiddenSeed = seeds.nextLong();
    KcpOperator u = hidden == null ? null : KcpOperator.random(hidden, hiddenSeed, HIDDEN_GAIN);
    Tensor bias = normal(seeds, input.rowSize());
    Tensor hiddenBias = cell.splitCandidate() ? normal(seeds, input.rowSize()) : null;
    if (classes == 0) {
      return new Model(cell, w, u, bias, hiddenBias, null, null);
    }
    Tensor weight = normal(seeds, classes, input.rowSize() / cell.gates());
    return new Model(cell, w, u, bias, hiddenBias, weight, normal(seeds, classes));
  }

  private static Tensor normal(Random random, int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.values()[i] = (float) (DEVIATION * random.nextGaussian());
    }
    return tensor;
  }
}
