package org.kcpfpga.image;

import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Pipeline;

/**
 * What every block of one accelerator is built from.
 *
 * @param plan structure, widths and latencies
 * @param model factor values and shifts
 * @param scales what made the model, for who makes it again
 */
public record Core(AcceleratorPlan plan, QuantisedModel model, Scales scales) {

  /** A core of a model whose factors were rounded as they are. */
  public Core(AcceleratorPlan plan, QuantisedModel model) {
    this(plan, model, Scales.of(model));
  }

  /** The name of a Verilog module: the design's name keeps two cores of one chip apart. */
  public String module(String name) {
    return plan.design().name().replace('-', '_') + "_" + name;
  }

  /** The name of the top module; the suffix keeps a design called {@code buf} legal Verilog. */
  public String top() {
    return module("core");
  }

  public Pipeline pipeline() {
    return plan.pipeline();
  }

  public BitWidths bits() {
    return plan.design().bits();
  }
}
