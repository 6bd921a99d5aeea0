package org.kcpfpga.cli.option;

import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.image.Deployment;

/** One wrong bit on purpose, to show that a comparison sees it. */
public final class PlantedFault {
  private PlantedFault() {}

  /**
   * The deployment with the top bit of one factor flipped: the first of the first U that is
   * multiplied, or else of V of mode 1.
   */
  public static Deployment in(Deployment deployment) {
    QuantisedModel m = deployment.quantised();
    QuantisedOperator o = m.input();
    int[][] u = copy(o.u());
    int[][] v = copy(o.v());
    int mode = 0;
    while (mode < u.length && o.identity()[mode]) {
      mode++;
    }
    int[] factors = mode < u.length ? u[mode] : v[0];
    int sign = 1 << (m.bits().factor() - 1);
    factors[0] = factors[0] >= 0 ? factors[0] - sign : factors[0] + sign;
    QuantisedOperator wrong =
        new QuantisedOperator(
            o.shape(),
            u,
            v,
            o.contractShift(),
            o.expandShift(),
            o.contractFraction(),
            o.expandFraction(),
            o.identity());
    return deployment.with(m.with(wrong, m.hidden()));
  }

  private static int[][] copy(int[][] factors) {
    int[][] copy = new int[factors.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = factors[i].clone();
    }
    return copy;
  }
}
