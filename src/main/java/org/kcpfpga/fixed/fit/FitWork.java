package org.kcpfpga.fixed.fit;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;

/** How many samples a fit can afford: very large operators are rounded plainly. */
final class FitWork {
  /** Multiplications of a sweep, a second or two. */
  private static final double MOST = 1e9;

  /** Values that are kept of all samples at once. */
  private static final double MOST_VALUES = 1 << 24;

  /** Factors that cannot but be rounded together, of one term and mode. */
  private static final int MOST_TOGETHER = 768;

  private FitWork() {}

  /** Evenly chosen ones of {@code x}, all if they are few; none if an operator is too large. */
  static List<double[]> affordable(KcpOperator operator, List<double[]> x) {
    OperatorShape shape = operator.shape();
    double most = Math.min(MOST / work(shape), MOST_VALUES / values(shape));
    int count = largest(operator) > MOST_TOGETHER ? 0 : (int) Math.min(x.size(), most);
    List<double[]> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(x.get((int) ((long) i * x.size() / count)));
    }
    return chosen;
  }

  private static int largest(KcpOperator operator) {
    OperatorShape shape = operator.shape();
    int largest = 0;
    for (int mode = 1; mode <= shape.modes(); mode++) {
      largest =
          Math.max(largest, shape.in(mode) * (operator.identity(mode) ? 1 : shape.rank(mode)));
    }
    return largest;
  }

  /** Multiplications of a sweep for one sample. */
  private static double work(OperatorShape shape) {
    // W x and both sides of every block, contracted or expanded
    double work = 6.0 * shape.modes() * shape.multiplications();
    double pairs = shape.terms() * (shape.terms() + 1.0) / 2;
    for (int mode = 1; mode <= shape.modes(); mode++) {
      int n = shape.in(mode);
      work += pairs * n * latents(shape) / shape.rank(mode) * (ranks(shape) + n);
      work += pairs * latents(shape) * (ranks(shape) + shape.rank(mode));
    }
    return work;
  }

  private static double values(OperatorShape shape) {
    double values = shape.inSize() + 2.0 * shape.rowSize();
    for (int mode = 1; mode <= shape.modes(); mode++) {
      double kept = Math.max(shape.in(mode), shape.rows(mode)) + shape.rank(mode);
      values = Math.max(values, shape.terms() * kept * latents(shape) / shape.rank(mode));
    }
    return values;
  }

  /** R_1..R_d. */
  private static double latents(OperatorShape shape) {
    double product = 1;
    for (int rank : shape.ranks()) {
      product *= rank;
    }
    return product;
  }

  private static int ranks(OperatorShape shape) {
    int sum = 0;
    for (int rank : shape.ranks()) {
      sum += rank;
    }
    return sum;
  }
}
