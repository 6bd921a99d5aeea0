package org.kcpfpga.cli;

import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.report.Comparison;
import org.kcpfpga.report.Engine;
import org.kcpfpga.report.EngineRun;
import org.kcpfpga.tensor.Tensor;

/** One wrong bit on purpose, to show that a comparison sees it. */
final class PlantedFault {
  private PlantedFault() {}

  /** The deployment with the top bit of the first U factor flipped. */
  static Deployment in(Deployment deployment) {
    QuantisedModel m = deployment.quantised();
    QuantisedOperator o = m.input();
    int[][] u = new int[o.u().length][];
    for (int i = 0; i < u.length; i++) {
      u[i] = o.u()[i].clone();
    }
    int sign = 1 << (m.bits().factor() - 1);
    u[0][0] = u[0][0] >= 0 ? u[0][0] - sign : u[0][0] + sign;
    QuantisedOperator wrong =
        new QuantisedOperator(
            o.shape(),
            u,
            o.v(),
            o.contractShift(),
            o.expandShift(),
            o.contractFraction(),
            o.expandFraction(),
            o.identity());
    QuantisedModel faulty =
        new QuantisedModel(
            m.cell(),
            m.bits(),
            m.inputFraction(),
            wrong,
            m.hidden(),
            m.bias(),
            m.hiddenBias(),
            m.stateFraction(),
            m.outputFraction(),
            m.scales());
    return new Deployment(deployment.plan(), deployment.model(), faulty);
  }

  /** Compares software with hardware that has the fault. */
  static Comparison compare(Deployment deployment, Tensor inputs, Tensor labels, Engine engine) {
    EngineRun exact = EngineRun.of(Engine.FLOAT, deployment, inputs);
    EngineRun fixed = EngineRun.of(Engine.FIXED, deployment, inputs);
    EngineRun hardware = EngineRun.of(engine, in(deployment), inputs);
    return Comparison.of(deployment, inputs, labels, exact, fixed, hardware);
  }
}
