package org.kcpfpga.cycle.stage;

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

  /** U of a mode: [o][k][r], in mode 1 [o][k][r][g]; last fastest. */
  static long[] expand(QuantisedOperator operator, ExpandPlan plan) {
    OperatorShape shape = operator.shape();
    int gates = plan.gated() ? 1 : plan.gates();
    int mode = plan.mode();
    long[] all = new long[plan.size() * shape.terms() * shape.rank(mode) * gates];
    int at = 0;
    for (int o = 0; o < plan.size(); o++) {
      for (int k = 0; k < shape.terms(); k++) {
        for (int r = 0; r < shape.rank(mode); r++) {
          for (int g = 0; g < gates; g++) {
            all[at++] = operator.u(mode, k, g * plan.size() + o, r);
          }
        }
      }
    }
    return all;
  }
}
