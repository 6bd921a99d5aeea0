package org.kcpfpga.cycle;

import org.kcpfpga.design.Design;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;

/** Two inputs, one hidden element, one mode, term and rank: small enough to work out by hand. */
public final class SmallestCore {
  private static final OperatorShape INPUT =
      new OperatorShape(new int[] {2}, new int[] {4}, 1, new int[] {1});
  private static final OperatorShape HIDDEN =
      new OperatorShape(new int[] {1}, new int[] {4}, 1, new int[] {1});

  private SmallestCore() {}

  public static AcceleratorPlan plan() {
    return Planner.plan(
        Design.of("smallest", CellKind.LSTM, INPUT, HIDDEN, 1, 1, BitWidths.DEFAULT));
  }

  /** V = (3, -2) and U = (10, 20, 30, 40) on x; V = 100 and U = (1, 2, 3, -1) on h; no bias. */
  public static QuantisedModel model() {
    int[] u = {10, 20, 30, 40};
    return model(u, new int[] {3, -2}, 1, 16);
  }

  /** V = (-128, -128) and U = 127 on x, and a state 2^12 times as large: x = (-128, -128) clips. */
  static QuantisedModel clippingModel() {
    return model(new int[] {127, 127, 127, 127}, new int[] {-128, -128}, 0, 4);
  }

  private static QuantisedModel model(int[] u, int[] v, int contractShift, int stateShift) {
    QuantisedOperator input =
        new QuantisedOperator(
            INPUT,
            new int[][] {u},
            new int[][] {v},
            new int[] {contractShift},
            new int[] {0},
            new int[] {0},
            new int[] {12},
            new boolean[1]);
    QuantisedOperator hidden =
        new QuantisedOperator(
            HIDDEN,
            new int[][] {{1, 2, 3, -1}},
            new int[][] {{100}},
            new int[] {0},
            new int[] {0},
            new int[] {0},
            new int[] {12},
            new boolean[1]);
    CellScales scales =
        new CellScales(
            new CellScales.Joint(0, 0, 0, 0), new CellScales.Pointwise(2, 0, stateShift, 0, 21));
    return new QuantisedModel(
        CellKind.LSTM,
        BitWidths.DEFAULT,
        new QuantisedModel.Fractions(7, 12, 7),
        input,
        hidden,
        new int[4],
        null,
        scales);
  }
}
