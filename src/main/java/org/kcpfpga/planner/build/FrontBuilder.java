package org.kcpfpga.planner.build;

import org.kcpfpga.common.IntMath;
import org.kcpfpga.design.Design;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Ranks;
import org.kcpfpga.plan.Stage;

/** Builds the systolic front. */
public final class FrontBuilder {
  private FrontBuilder() {}

  /** The systolic front of so many lanes for an operator on x. */
  public static FrontPlan build(Design design, OperatorShape shape, int lanes) {
    int size = design.fibreSize();
    int folds = size / lanes;
    int columns = shape.terms() * shape.rank(shape.modes());
    int product = design.bits().activation() + design.bits().factor();
    return new FrontPlan(
        lanes,
        columns,
        tile(columns, folds),
        folds,
        design.inSize() / size,
        new Stage.Widths(
            design.bits().activation(),
            design.bits().factor(),
            product + IntMath.ceilLog2(size),
            design.bits().latent()),
        Ranks.of(design.implementation()),
        design.implementation().front());
  }

  /** The narrowest tile with which all columns are done in the time of a fibre. */
  private static int tile(int columns, int folds) {
    for (int width : IntMath.divisors(columns)) {
      if (columns / width <= folds) {
        return width;
      }
    }
    return columns;
  }
}
