package org.kcpfpga.host;

import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.Quantiser;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Design;
import org.kcpfpga.plan.Planner;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rtl.Core;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.UserError;

/**
 * A model made ready for a core.
 *
 * @param plan the core
 * @param model the model in floating point
 * @param quantised its integers
 */
public record Deployment(AcceleratorPlan plan, Model model, QuantisedModel quantised) {

  /**
   * Plans the design and quantises the model for it.
   *
   * @param samples inputs for calibration, [sequences, steps, N]
   */
  public static Deployment of(Design design, Model model, Tensor samples) {
    require("cell", model.cell(), design.cell());
    require("input operator", model.input().shape(), design.input());
    require("hidden operator", model.hidden().shape(), design.hidden());
    QuantisedModel quantised = Quantiser.quantise(model, design.bits(), samples);
    return new Deployment(Planner.plan(design), model, quantised);
  }

  private static void require(String what, Object model, Object design) {
    if (!model.equals(design)) {
      throw UserError.at("model: " + what, model, design + " as in the design");
    }
  }

  /** What the RTL is generated from. */
  public Core core() {
    return new Core(plan, quantised);
  }
}
