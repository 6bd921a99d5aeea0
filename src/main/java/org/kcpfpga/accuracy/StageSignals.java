package org.kcpfpga.accuracy;

import java.util.Arrays;
import java.util.List;
import org.kcpfpga.fixed.FixedOperator;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.plan.Side;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.rnn.FloatCell;
import org.kcpfpga.tensor.Tensor;

/** Shows what every requantising stage computes, exactly and in fixed point. */
final class StageSignals {
  private static final int SEQUENCES = 16;

  private StageSignals() {}

  /** Looks at the values of one stage in one step. */
  interface Visitor {
    /**
     * Values of a stage.
     *
     * @param exact in floating point, from float states
     * @param fixed as integers, from the same states, quantised
     * @param fraction fraction bits of the integers
     */
    void values(String stage, double[] exact, int[] fixed, int fraction);
  }

  /** Every stage in every step of the first sequences of the inputs. */
  static void visit(Deployment deployment, Tensor inputs, Visitor visitor) {
    var model = deployment.computed();
    var quantised = deployment.quantised();
    int latent = quantised.bits().latent();
    FixedOperator input = new FixedOperator(quantised.input(), latent);
    FixedOperator hidden =
        quantised.hidden() == null ? null : new FixedOperator(quantised.hidden(), latent);
    FloatCell cell = new FloatCell(deployment.model());
    int size = model.inSize();
    for (int s = 0; s < Math.min(SEQUENCES, inputs.extent(0)); s++) {
      FloatCell.State state = cell.start();
      for (int step = 0; step < inputs.extent(1); step++) {
        int from = (s * inputs.extent(1) + step) * size;
        double[] x = Arrays.copyOfRange(inputs.values(), from, from + size);
        int[] xs = integers(x, quantised.fractions().input(), quantised.bits().activation());
        measure(visitor, Side.INPUT, model.input(), quantised.input(), input, x, xs);
        int fraction = quantised.bits().hiddenFraction();
        int[] hs = integers(state.h(), fraction, quantised.bits().activation());
        if (hidden != null) {
          measure(visitor, Side.HIDDEN, model.hidden(), quantised.hidden(), hidden, state.h(), hs);
        }
        state = cell.step(x, state);
      }
    }
  }

  private static void measure(
      Visitor visitor,
      Side side,
      KcpOperator exact,
      QuantisedOperator scales,
      FixedOperator fixed,
      double[] x,
      int[] xs) {
    int modes = scales.shape().modes();
    List<double[]> z = exact.contractStages(x);
    List<int[]> zs = fixed.contractStages(xs);
    for (int mode = modes; mode >= 1; mode--) {
      int at = modes - mode;
      visitor.values(
          StageNames.contract(side, mode, mode == modes),
          z.get(at),
          zs.get(at),
          scales.contractFraction()[mode - 1]);
    }
    List<double[]> y = exact.expandStages(z.get(modes - 1));
    List<int[]> ys = fixed.expandStages(zs.get(modes - 1));
    for (int mode = 1; mode < modes; mode++) {
      if (scales.identity()[mode - 1]) {
        continue;
      }
      visitor.values(
          StageNames.expand(side, mode),
          y.get(mode - 1),
          ys.get(mode - 1),
          scales.expandFraction()[mode - 1]);
    }
  }

  private static int[] integers(double[] values, int fraction, int bits) {
    return Arrays.stream(values)
        .mapToInt(v -> (int) Rounding.quantise(v, fraction, bits))
        .toArray();
  }
}
