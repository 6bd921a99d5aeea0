package org.kcpfpga.train.graph;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/**
 * Finer scales of factors, where the largest entry is worth less than the others: one fraction bit
 * more, if the sum of squared errors of rounding and clipping is then smaller.
 */
final class FactorScales {
  private FactorScales() {}

  /** {@code scales} with the factors' replaced, and with those of the exact sums that follow. */
  static Scales of(Model model, Scales scales, BitWidths bits) {
    return new Scales(
        scales.input(),
        finer(model.input(), scales.inputOperator(), bits.factor()),
        model.hidden() == null
            ? null
            : finer(model.hidden(), scales.hiddenOperator(), bits.factor()),
        scales.bias(),
        scales.state(),
        scales.output());
  }

  private static Scales.Operator finer(KcpOperator o, Scales.Operator scales, int bits) {
    int modes = o.shape().modes();
    List<Integer> u = new ArrayList<>();
    List<Integer> v = new ArrayList<>();
    for (int i = 1; i <= modes; i++) {
      int fraction = scales.u().get(i - 1);
      u.add(o.identity(i) ? fraction : better(o.u(i), fraction, bits));
      v.add(better(o.v(i), scales.v().get(i - 1), bits));
    }
    // the sums of the last expansion are exact: they have the bits of their factors
    List<Integer> expand = new ArrayList<>(scales.expand());
    expand.set(modes - 1, expand.get(modes - 1) + u.get(modes - 1) - scales.u().get(modes - 1));
    return new Scales.Operator(u, v, scales.contract(), expand);
  }

  private static int better(Tensor factors, int fraction, int bits) {
    double finer = Rounding.squares(factors.values(), fraction + 1, bits);
    return finer < Rounding.squares(factors.values(), fraction, bits) ? fraction + 1 : fraction;
  }
}
