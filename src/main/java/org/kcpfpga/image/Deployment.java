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
 * @param computed the same model with the merged modes that the core computes with
 * @param quantised its integers
 */
public record Deployment(
    AcceleratorPlan plan, Model model, Model computed, QuantisedModel quantised) {

  /**
   * Plans the design and quantises the model for it.
   *
   * @param samples inputs for calibration, [sequences, steps, N]
   */
  public static Deployment of(Design design, Model model, Tensor samples) {
    return of(design, model, computed -> Quantiser.quantise(computed, design.bits(), samples));
  }

  /** Plans the design and quantises the model for it with scales that were chosen before. */
  public static Deployment of(Design design, Model model, Scales scales) {
    return of(design, model, computed -> Quantiser.quantise(computed, design.bits(), scales));
  }

  private static Deployment of(
      Design design, Model model, Function<Model, QuantisedModel> quantiser) {
    requireSuits(design, model);
    AcceleratorPlan plan = Planner.plan(design);
    Model computed = model.merged(plan.forms().input(), plan.forms().hidden());
    return new Deployment(plan, model, computed, quantiser.apply(computed));
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
    return new Deployment(plan, model, computed, integers);
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
    return new Core(plan, quantised);
  }
}
