package org.kcpfpga.train.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.fixed.calibration.Quantiser;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/**
 * The hardware that a network is trained for: how its parameters become the integers of a core.
 *
 * @param input shape of the operator on x
 * @param hidden of the operator on h; null for a linear cell
 * @param merged modes that the core computes with the full matrix
 * @param bits word widths
 */
public record KcpTarget(
    CellKind cell, OperatorShape input, OperatorShape hidden, MergedModes merged, BitWidths bits) {

  /** The model of these parameters. */
  public Model model(Map<String, Tensor> parameters) {
    return new Model(
        cell,
        operator("input", input, parameters),
        hidden == null ? null : operator("hidden", hidden, parameters),
        parameters.get(NetworkShape.BIAS),
        parameters.get(NetworkShape.HIDDEN_BIAS),
        parameters.get(NetworkShape.READOUT_WEIGHT),
        parameters.get(NetworkShape.READOUT_BIAS));
  }

  private static KcpOperator operator(
      String name, OperatorShape shape, Map<String, Tensor> parameters) {
    List<Tensor> u = new ArrayList<>();
    List<Tensor> v = new ArrayList<>();
    for (int i = 1; i <= shape.modes(); i++) {
      u.add(parameters.get(name + ".U." + i));
      v.add(parameters.get(name + ".V." + i));
    }
    return new KcpOperator(shape, u, v);
  }

  /** The model as the core computes it. */
  private Model computed(Map<String, Tensor> parameters) {
    return model(parameters).merged(merged.input(), merged.hidden());
  }

  /**
   * The scales that samples ask for, with those of {@link FactorScales} where hardware can be built
   * for them.
   *
   * @param samples [sequences, steps, N]
   */
  public Scales calibrated(Map<String, Tensor> parameters, Tensor samples) {
    Model computed = computed(parameters);
    Scales scales = Scales.of(Quantiser.quantise(computed, bits, samples));
    Scales finer = FactorScales.of(computed, scales, bits);
    try {
      Quantiser.quantise(computed, bits, finer);
      return finer;
    } catch (UserError tooFine) {
      return scales;
    }
  }

  /** The integers of the core. */
  public QuantisedModel integers(Map<String, Tensor> parameters, Scales scales) {
    return Quantiser.quantise(computed(parameters), bits, scales);
  }

  /**
   * Moves factors that have left the range of their format back to its ends, where a gradient can
   * reach them again. Factors of merged modes have no format of their own.
   */
  public void project(Map<String, Tensor> parameters, Scales scales) {
    project("input", merged.input(), scales.inputOperator(), parameters);
    if (hidden != null) {
      project("hidden", merged.hidden(), scales.hiddenOperator(), parameters);
    }
  }

  private void project(
      String name, boolean[] modes, Scales.Operator scales, Map<String, Tensor> parameters) {
    for (int i = 1; i <= modes.length; i++) {
      if (!modes[i - 1]) {
        project(parameters.get(name + ".U." + i), scales.u().get(i - 1));
        project(parameters.get(name + ".V." + i), scales.v().get(i - 1));
      }
    }
  }

  private void project(Tensor factors, int fraction) {
    double min = Math.scalb((double) Rounding.min(bits.factor()), -fraction);
    double max = Math.scalb((double) Rounding.max(bits.factor()), -fraction);
    for (int i = 0; i < factors.size(); i++) {
      factors.values()[i] = Math.max(min, Math.min(max, factors.values()[i]));
    }
  }
}
