package org.kcpfpga.fixed.calibration;

import java.util.List;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.fit.Balance;
import org.kcpfpga.fixed.fit.Balancing;
import org.kcpfpga.fixed.fit.FactorFit;
import org.kcpfpga.fixed.fit.Grid;
import org.kcpfpga.fixed.fit.Steps;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/**
 * One operator in the factors that are rounded.
 *
 * @param operator the same operator, balanced
 * @param balance of its factors; null if they are as they were
 * @param steps from where plain rounding puts them; null if there are none
 */
record Refinement(KcpOperator operator, Balance balance, Steps steps) {

  /** See {@link Quantiser#scales}. */
  static Scales of(Model model, BitWidths bits, Tensor samples) {
    Ranges ranges = Ranges.of(model, samples);
    Refinement input = of(model.input(), bits.factor(), ranges.inputVectors());
    Refinement hidden =
        model.hidden() == null ? null : of(model.hidden(), bits.factor(), ranges.hiddenVectors());
    Model balanced =
        Model.of(
            model.cell(), input.operator, hidden == null ? null : hidden.operator, model.tensors());
    Scales plain = Calibration.ofAnyCore(balanced, bits, Ranges.of(balanced, samples)).scales();
    Scales scales =
        new Scales(
            plain.input(),
            input.in(plain.inputOperator()),
            hidden == null ? null : hidden.in(plain.hiddenOperator()),
            plain.bias(),
            plain.state(),
            plain.output());
    return StateScale.best(model, bits, scales, samples);
  }

  /** Factors as they are, where rounding these is at least as good: they may be on the grid. */
  private static Refinement of(KcpOperator operator, int bits, List<double[]> vectors) {
    Grid grid = OperatorCalibration.grid(operator, bits);
    double squares = FactorFit.squares(operator, grid, vectors);
    Balance balance = Balancing.of(operator, bits);
    KcpOperator balanced = balance.of(operator);
    Grid fine = OperatorCalibration.grid(balanced, bits);
    FactorFit.Fitted fitted = FactorFit.of(balanced, fine, vectors);
    return fitted.squares() < squares
        ? new Refinement(balanced, balance, fitted.steps())
        : new Refinement(operator, null, null);
  }

  /** Scales of the balanced operator as those of the operator. */
  private Scales.Operator in(Scales.Operator s) {
    Balance both = balance == null ? s.balance() : balance.and(s.balance());
    return new Scales.Operator(s.u(), s.v(), s.contract(), s.expand(), both, steps);
  }
}
