package org.kcpfpga.cycle;

import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.ExpandPlan;

/** Factors in the order in which stages read them. */
final class Factors {
  private Factors() {}

  /** V of a mode as [j][k][r], last fastest. */
  static long[] contract(QuantisedOperator operator, int mode) {
    OperatorShape shape = operator.shape();
    long[] all = new long[shape.in(mode) * shape.terms() * shape.rank(mode)];
    int at = 0;
    for (int j = 0; j < shape.in(mode); j++) {
      for (int k = 0; k < shape.terms(); k++) {
        for (int r = 0; r < shape.rank(mode); r++) {
          all[at++] = operator.v(mode, k, j, r);
        }
      }
    }
    return all;
  }

  /** V of the last mode as [k][r][j], last fastest: the columns of the systolic array. */
  static long[] front(QuantisedOperator operator) {
    OperatorShape shape = operator.shape();
    int mode = shape.modes();
    long[] all = new long[shape.in(mode) * shape.terms() * shape.rank(mode)];
    int at = 0;
    for (int k = 0; k < shape.terms(); k++) {
      for (int r = 0; r < shape.rank(mode); r++) {
        for (int j = 0; j < shape.in(mode); j++) {
          all[at++] = operator.v(mode, k, j, r);
        }
      }
    }
    return all;
  }

  /** U of a mode: [o][k][g][r] in mode 1, [o][k][r] in the others, last fastest. */
  static long[] expand(QuantisedOperator operator, ExpandPlan plan) {
    OperatorShape shape = operator.shape();
    int mode = plan.mode();
    int gates = plan.gated() ? 1 : plan.gates();
    // in mode 1 and d at once the reduction runs over the terms too: [o][g][k][r]
    boolean termsInside = plan.last();
    int outer = termsInside ? 1 : shape.terms();
    int inner = termsInside ? shape.terms() : 1;
    long[] all = new long[plan.size() * shape.terms() * gates * shape.rank(mode)];
    int at = 0;
    for (int o = 0; o < plan.size(); o++) {
      for (int k = 0; k < outer; k++) {
        for (int g = 0; g < gates; g++) {
          for (int i = 0; i < inner; i++) {
            for (int r = 0; r < shape.rank(mode); r++) {
              all[at++] = operator.u(mode, termsInside ? i : k, g * plan.size() + o, r);
            }
          }
        }
      }
    }
    return all;
  }
}
