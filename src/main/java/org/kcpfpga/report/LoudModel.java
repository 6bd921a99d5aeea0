package org.kcpfpga.report;

import java.util.Arrays;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.host.Deployment;

/** A model whose every stage clips now and then, as all its sums are rounded a bit less. */
final class LoudModel {
  private LoudModel() {}

  static Deployment of(Deployment deployment) {
    QuantisedModel m = deployment.quantised();
    CellScales s = m.scales();
    CellScales scales =
        new CellScales(
            s.inputAlign(),
            s.hiddenAlign(),
            s.biasAlign(),
            s.preShift() - 1,
            s.forgetAlign(),
            s.updateAlign(),
            s.stateShift() - 1,
            s.argumentShift(),
            s.hiddenShift() - 1);
    return deployment.with(
        new QuantisedModel(
            m.cell(),
            m.bits(),
            m.inputFraction(),
            loud(m.input()),
            m.hidden() == null ? null : loud(m.hidden()),
            m.bias(),
            m.hiddenBias(),
            m.stateFraction(),
            m.outputFraction(),
            scales));
  }

  private static QuantisedOperator loud(QuantisedOperator o) {
    return new QuantisedOperator(
        o.shape(),
        o.u(),
        o.v(),
        less(o.contractShift()),
        less(o.expandShift()),
        o.contractFraction(),
        o.expandFraction(),
        o.identity());
  }

  private static int[] less(int[] shifts) {
    return Arrays.stream(shifts).map(shift -> Math.max(0, shift - 1)).toArray();
  }
}
