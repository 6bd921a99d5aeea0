package org.kcpfpga.image;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.calibration.Clipped;
import org.kcpfpga.fixed.calibration.Quantiser;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/**
 * A model made ready for a core.
 *
 * @param plan the core
 * @param model the model in floating point
 * @param computed the same model with the merged modes and the factors that the core computes with
 * @param quantised its integers
 * @param scales what makes these integers of the model
 */
public record Deployment(
    AcceleratorPlan plan, Model model, Model computed, QuantisedModel quantised, Scales scales) {

  /**
   * Plans the design and quantises the model for it.
   *
   * @param samples inputs for calibration, [sequences, steps, N]
   */
  public static Deployment of(Design design, Model model, Tensor samples) {
    return of(design, model, merged -> Quantiser.scales(merged, design.bits(), samples));
  }

  /** Plans the design and quantises the model for it with scales that were chosen before. */
  public static Deployment of(Design design, Model model, Scales scales) {
    return of(design, model, merged -> scales);
  }

  private static Deployment of(Design design, Model model, Function<Model, Scales> scales) {
    requireSuits(design, model);
    AcceleratorPlan plan = Planner.plan(design);
    Model merged = model.merged(plan.forms().input(), plan.forms().hidden());
    Scales chosen = scales.apply(merged);
    QuantisedModel quantised = Quantiser.quantise(merged, design.bits(), chosen);
    return new Deployment(plan, model, chosen.balanced(merged), quantised, chosen);
  }

  /** Refuses a model of another cell or other shapes than the design's. */
  public static void requireSuits(Design design, Model model) {
    require("cell", model.cell(), design.cell());
    require("input operator", model.input().shape(), design.input());
    require(
        "hidden operator", model.hidden() == null ? null : model.hidden().shape(), design.hidden());
  }

  private static void require(String what, Object model, Object design) {
    if (!Objects.equals(model, design)) {
      throw UserError.at("model: " + what, model, design + " as in the design");
    }
  }

  /** This deployment with other integers, such as wrong ones on purpose. */
  public Deployment with(QuantisedModel integers) {
    return new Deployment(plan, model, computed, integers, scales);
  }

  /** The parameters of the model that do not fit the formats of the core. */
  public List<Clipped> clipped() {
    return Clipped.of(computed, quantised);
  }

  /** Signature of the integers, as the core's checksum register shows it. */
  public int checksum() {
    return LoadImage.checksum(core());
  }

  /** What the RTL is generated from. */
  public Core core() {
    return new Core(plan, quantised, scales);
  }
}
