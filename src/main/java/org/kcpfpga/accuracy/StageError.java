package org.kcpfpga.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.fixed.FixedOperator;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.plan.Side;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.rnn.FloatCell;
import org.kcpfpga.tensor.Tensor;

/**
 * The error that quantisation makes up to one stage, with the float states as inputs of every step.
 *
 * @param name stage
 * @param maxAbsError largest absolute error of its latents
 * @param sqnrDb signal to quantisation noise ratio
 */
public record StageError(String name, double maxAbsError, double sqnrDb) {
  private static final int SEQUENCES = 16;

  /** The errors of all requantising stages, over the first sequences of the inputs. */
  public static List<StageError> of(Deployment deployment, Tensor inputs) {
    Map<String, ErrorMeasure> measures = new LinkedHashMap<>();
    var model = deployment.computed();
    var quantised = deployment.quantised();
    int latent = quantised.bits().latent();
    FixedOperator input = new FixedOperator(quantised.input(), latent);
    FixedOperator hidden =
        quantised.hidden() == null ? null : new FixedOperator(quantised.hidden(), latent);
    FloatCell cell = new FloatCell(model);
    int size = model.inSize();
    for (int s = 0; s < Math.min(SEQUENCES, inputs.extent(0)); s++) {
      FloatCell.State state = cell.start();
      for (int step = 0; step < inputs.extent(1); step++) {
        int from = (s * inputs.extent(1) + step) * size;
        double[] x = Arrays.copyOfRange(inputs.values(), from, from + size);
        int[] xs = integers(x, quantised.inputFraction(), quantised.bits().activation());
        measure(measures, Side.INPUT, model.input(), quantised.input(), input, x, xs);
        int fraction = quantised.bits().hiddenFraction();
        int[] hs = integers(state.h(), fraction, quantised.bits().activation());
        if (hidden != null) {
          measure(measures, Side.HIDDEN, model.hidden(), quantised.hidden(), hidden, state.h(), hs);
        }
        state = cell.step(x, state);
      }
    }
    List<StageError> errors = new ArrayList<>();
    measures.forEach((n, m) -> errors.add(new StageError(n, m.maxAbsError(), m.sqnrDb())));
    return errors;
  }

  private static void measure(
      Map<String, ErrorMeasure> measures,
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
      add(
          measures,
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
      add(
          measures,
          StageNames.expand(side, mode),
          y.get(mode - 1),
          ys.get(mode - 1),
          scales.expandFraction()[mode - 1]);
    }
  }

  private static void add(
      Map<String, ErrorMeasure> measures, String name, double[] exact, int[] fixed, int fraction) {
    ErrorMeasure measure = measures.computeIfAbsent(name, n -> new ErrorMeasure());
    for (int i = 0; i < exact.length; i++) {
      measure.add(exact[i], Math.scalb((double) fixed[i], -fraction));
    }
  }

  private static int[] integers(double[] values, int fraction, int bits) {
    return Arrays.stream(values)
        .mapToInt(v -> (int) org.kcpfpga.fixed.Rounding.quantise(v, fraction, bits))
        .toArray();
  }
}
