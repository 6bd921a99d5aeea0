package org.kcpfpga.fixed.fit;

import java.util.List;
import org.kcpfpga.kcp.KcpOperator;

/**
 * Vectors that an operator multiplies, and what it makes of them.
 *
 * @param x vectors of N values
 * @param y W x of each
 */
record Samples(List<double[]> x, List<double[]> y) {
  static Samples of(KcpOperator operator, List<double[]> x) {
    return new Samples(x, x.stream().map(operator::factored).toList());
  }

  int count() {
    return x.size();
  }

  /** y - W x of each, of another operator W. */
  List<double[]> errors(KcpOperator operator) {
    List<double[]> errors = x.stream().map(operator::factored).toList();
    for (int s = 0; s < errors.size(); s++) {
      double[] error = errors.get(s);
      for (int i = 0; i < error.length; i++) {
        error[i] = y.get(s)[i] - error[i];
      }
    }
    return errors;
  }

  /** Sum of the squares of all errors. */
  double squares(KcpOperator operator) {
    double sum = 0;
    for (double[] error : errors(operator)) {
      for (double e : error) {
        sum += e * e;
      }
    }
    return sum;
  }
}
