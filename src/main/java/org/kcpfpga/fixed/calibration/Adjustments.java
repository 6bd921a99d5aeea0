package org.kcpfpga.fixed.calibration;

import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.fit.Balance;
import org.kcpfpga.fixed.fit.Steps;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;

/** What must hold of the balance and the steps of an operator. */
final class Adjustments {
  private static final int MOST_STEPS = 1 << BitWidths.MAX;

  private Adjustments() {}

  /** Refuses those of other shapes, and numbers that no factor can be multiplied or changed by. */
  static void check(String place, KcpOperator o, Scales.Operator scales) {
    OperatorShape shape = o.shape();
    Balance balance = scales.balance();
    Steps steps = scales.steps();
    for (int i = 1; balance != null && i <= shape.modes(); i++) {
      int columns = shape.terms() * shape.rank(i);
      columns(place + ".balance.u", balance.u(), i, o.identity(i) ? 0 : columns);
      columns(place + ".balance.v", balance.v(), i, columns);
    }
    for (int i = 1; steps != null && i <= shape.modes(); i++) {
      int columns = shape.terms() * shape.rank(i);
      steps(place + ".steps.u", steps.u(), i, o.identity(i) ? 0 : columns * shape.rows(i));
      steps(place + ".steps.v", steps.v(), i, columns * shape.in(i));
    }
  }

  private static void columns(String name, List<List<Double>> given, int mode, int count) {
    for (double number : list(name, given, mode, count)) {
      if (!(number > 0) || !Double.isFinite(number)) {
        throw UserError.at(name + "[" + (mode - 1) + "]", number, "above 0");
      }
    }
  }

  private static void steps(String name, List<List<Integer>> given, int mode, int count) {
    for (int number : list(name, given, mode, count)) {
      Scales.between(name + "[" + (mode - 1) + "]", number, -MOST_STEPS, MOST_STEPS);
    }
  }

  private static <T> List<T> list(String name, List<List<T>> given, int mode, int count) {
    if (given.size() < mode || given.get(mode - 1).size() != count) {
      Object found = given.size() < mode ? "missing" : given.get(mode - 1).size() + " numbers";
      throw UserError.at(name + "[" + (mode - 1) + "]", found, count + " numbers");
    }
    return given.get(mode - 1);
  }
}
