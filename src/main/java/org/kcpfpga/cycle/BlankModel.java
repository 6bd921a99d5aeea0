package org.kcpfpga.cycle;

import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;

/** What a loadable core holds before it is given a model: zeros. */
final class BlankModel {
  private BlankModel() {}

  static QuantisedModel of(AcceleratorPlan plan) {
    CellPlan cell = plan.pipeline().cell();
    BitWidths bits = cell.bits();
    CellScales.Fractions none = new CellScales.Fractions(0, 0, 0, 0, 0);
    return new QuantisedModel(
        cell.kind(),
        bits,
        new QuantisedModel.Fractions(0, 0, 0),
        operator(plan.inputShape(), plan.forms().input()),
        plan.hiddenShape() == null ? null : operator(plan.hiddenShape(), plan.forms().hidden()),
        new int[cell.gates() * cell.size()],
        cell.kind().splitCandidate() ? new int[cell.size()] : null,
        CellScales.of(cell.kind(), bits, none));
  }

  private static QuantisedOperator operator(OperatorShape shape, boolean[] identity) {
    int modes = shape.modes();
    int[][] u = new int[modes][];
    int[][] v = new int[modes][];
    for (int mode = 1; mode <= modes; mode++) {
      u[mode - 1] = new int[shape.terms() * shape.rows(mode) * shape.rank(mode)];
      v[mode - 1] = new int[shape.terms() * shape.in(mode) * shape.rank(mode)];
    }
    int[] zeros = new int[modes];
    return new QuantisedOperator(shape, u, v, zeros, zeros, zeros, zeros, identity);
  }
}
