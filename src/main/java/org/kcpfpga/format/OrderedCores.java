package org.kcpfpga.format;

import java.util.List;
import org.kcpfpga.format.TensorNetwork.Index;
import org.kcpfpga.format.TensorNetwork.Step;
import org.kcpfpga.tensor.Tensor;

/** The cores of an operator, each with its entries in the order in which its step reads them. */
final class OrderedCores {
  private final TensorNetwork network;
  private final List<Contraction> contractions;
  private final double[][] ordered;

  /**
   * Orders them.
   *
   * @param cores in the order of the network
   */
  OrderedCores(TensorNetwork network, List<Tensor> cores) {
    this.network = network;
    this.contractions = network.contractions();
    this.ordered = new double[cores.size()][];
    for (int s = 0; s < contractions.size(); s++) {
      Step step = network.order().get(s);
      Contraction contraction = contractions.get(s);
      order(cores, step.left(), contraction.leftOrder());
      if (!readsAcross(s)) {
        order(cores, step.right(), contraction.rightOrder());
      }
    }
  }

  /** The values of a core, counted from 1 as the operands of a step are. */
  double[] core(int number) {
    return ordered[number - 1];
  }

  private void order(List<Tensor> cores, int operand, List<Index> order) {
    if (operand >= 1 && operand <= cores.size()) {
      List<Index> stored = network.indices(operand);
      ordered[operand - 1] = Permutation.permuted(cores.get(operand - 1).values(), stored, order);
    }
  }

  /** Whether the right operand is a core that lies as [batch, right, summed] already. */
  boolean readsAcross(int s) {
    int right = network.order().get(s).right();
    Contraction contraction = contractions.get(s);
    return right >= 1
        && right <= ordered.length
        && network.indices(right).equals(contraction.rightAcross());
  }
}
