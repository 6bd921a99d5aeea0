package org.kcpfpga.format.cost;

import java.util.HashSet;
import java.util.Set;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.TensorNetwork;
import org.kcpfpga.format.TensorNetwork.Core;

/**
 * A format in figures, for the input operator of a cell with G gates.
 *
 * @param format of all gates, which are concatenated in mode 1
 * @param oneGate parameters of one gate alone, with the same ranks
 * @param published parameters as the source of the format counts them; null if its formula is of
 *     equal ranks only, and they are not
 * @param cost of all gates
 */
public record FormatRow(OperatorFormat format, long oneGate, Long published, FormatCost cost) {

  /** The figures of a format whose first mode of y holds {@code gates} gates. */
  public static FormatRow of(OperatorFormat format, int gates) {
    long oneGate = oneGate(format, gates);
    return new FormatRow(format, oneGate, published(format, oneGate), FormatCost.of(format));
  }

  /** The core that has the mode of the gates is smaller by their number. */
  private static long oneGate(OperatorFormat format, int gates) {
    long sum = 0;
    for (Core core : format.network().cores()) {
      long size = TensorNetwork.size(core.indices());
      sum += core.indices().contains(format.network().out().get(0)) ? size / gates : size;
    }
    return sum;
  }

  /**
   * All gates; but for HT one gate, and its r sum n_i m_i + (d - 1) r^3 + r^2 has one r^3 more than
   * a binary tree over d leaves has.
   */
  private static Long published(OperatorFormat format, long oneGate) {
    if (format.kind() != FormatKind.HT) {
      return format.parameters();
    }
    Set<Integer> ranks = new HashSet<>(format.shape().ranks());
    if (ranks.size() != 1) {
      return null;
    }
    long rank = ranks.iterator().next();
    return oneGate + rank * rank * rank;
  }

  /** G*M*N over the parameters of all gates. */
  public double ratio() {
    return (double) format.inSize() * format.rowSize() / format.parameters();
  }
}
