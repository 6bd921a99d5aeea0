package org.kcpfpga.fixed.fit;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.tensor.Tensor;

/**
 * Spreads the size of an operator evenly over its factors.
 *
 * <p>All entries of a tensor are rounded with the same error. Of a product of factors with largest
 * entries a_1..a_m the sum of the relative errors, 1/a_1 + .. + 1/a_m, is least where all a are
 * equal. So first the columns r of U_k^(i) and V_k^(i) get the same largest entry, then all factors
 * of a term. Last, each tensor is stretched towards the end of its range, which lies at a power of
 * two: what the product of all cannot fill is spread evenly too.
 */
public final class Balancing {
  private final int terms;

  /** Of the mode of each tensor; null for an identity. */
  private final List<Columns> u = new ArrayList<>();

  private final List<Columns> v = new ArrayList<>();

  /** All that are there. */
  private final List<Columns> all = new ArrayList<>();

  private Balancing(KcpOperator operator) {
    terms = operator.shape().terms();
    for (int mode = 1; mode <= operator.shape().modes(); mode++) {
      u.add(operator.identity(mode) ? null : columns(operator.u(mode)));
      v.add(columns(operator.v(mode)));
    }
  }

  private Columns columns(Tensor factors) {
    Columns columns = new Columns(factors);
    all.add(columns);
    return columns;
  }

  /**
   * The balance of an operator.
   *
   * @param bits width of a factor
   */
  public static Balance of(KcpOperator operator, int bits) {
    Balancing balancing = new Balancing(operator);
    balancing.columns();
    for (int term = 0; term < balancing.terms; term++) {
      balancing.term(term);
    }
    balancing.stretch(bits);
    return new Balance(lists(balancing.u), lists(balancing.v));
  }

  private void columns() {
    for (int mode = 0; mode < u.size(); mode++) {
      for (int c = 0; u.get(mode) != null && c < u.get(mode).count(); c++) {
        double ratio = Math.sqrt(u.get(mode).largest(c) / v.get(mode).largest(c));
        // a column of zeros has no size that the other could take
        if (ratio > 0 && Double.isFinite(ratio)) {
          u.get(mode).multiply(c, 1 / ratio);
          v.get(mode).multiply(c, ratio);
        }
      }
    }
  }

  private void term(int term) {
    double mean = all.stream().mapToDouble(c -> Math.log(c.ofTerm(term))).average().orElseThrow();
    if (Double.isFinite(mean)) {
      all.forEach(c -> c.multiplyTerm(term, Math.exp(mean - Math.log(c.ofTerm(term)))));
    }
  }

  private void stretch(int bits) {
    // of 2^(bits-1) - 0.6, in units of the last bit, which does not round to 2^(bits-1)
    double end = 1 - Math.scalb(0.6, 1 - bits);
    double[] logs = all.stream().mapToDouble(c -> log2(c.ofAll() / end)).toArray();
    double sum = 0;
    for (double log : logs) {
      sum += log;
    }
    int powers = (int) Math.ceil(sum);
    for (int i = 0; i < logs.length && Double.isFinite(sum); i++) {
      double to = Math.floorDiv(powers + i, logs.length) - (powers - sum) / logs.length;
      all.get(i).multiplyAll(Math.pow(2, to - logs[i]));
    }
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private static List<List<Double>> lists(List<Columns> columns) {
    List<List<Double>> lists = new ArrayList<>();
    columns.forEach(c -> lists.add(c == null ? List.of() : c.list()));
    return lists;
  }
}
