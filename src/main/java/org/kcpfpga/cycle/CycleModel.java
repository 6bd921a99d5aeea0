package org.kcpfpga.cycle;

import java.util.Map;
import java.util.Objects;
import org.kcpfpga.common.UserError;
import org.kcpfpga.cycle.base.ClipCounter;
import org.kcpfpga.cycle.base.PinWords;
import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.cycle.control.LoadPort;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.MergedModes;

/**
 * The accelerator of a plan, exact in every pin and cycle.
 *
 * <p>Not for several threads at once. A new model is in the state that a cycle of reset leaves.
 */
public final class CycleModel {
  private final PinWords words;
  private final Pins pins;
  private final CycleCore core;
  private final Map<String, ClipCounter> clips;
  private final LoadPort load;

  /**
   * A core in reset.
   *
   * @param plan the structure
   * @param model the numbers; shapes and widths must be those of the plan. A loadable core does not
   *     take them before they are loaded through its registers
   * @throws UserError if they are not
   */
  public CycleModel(AcceleratorPlan plan, QuantisedModel model) {
    require("cell", model.cell(), plan.design().cell());
    require("bits", model.bits(), plan.design().bits());
    require("input operator", model.input().shape(), plan.inputShape());
    require("hidden operator", shape(model.hidden()), plan.hiddenShape());
    require("merged modes", merged(model), plan.forms());
    CoreBuilder builder =
        new CoreBuilder(plan, plan.design().loadable() ? BlankModel.of(plan) : model);
    this.core = builder.build();
    this.clips = builder.clips();
    this.load = builder.load();
    this.words = new PinWords(plan);
    this.pins = new Pins(plan);
  }

  private static OperatorShape shape(QuantisedOperator operator) {
    return operator == null ? null : operator.shape();
  }

  private static MergedModes merged(QuantisedModel model) {
    boolean[] none = new boolean[0];
    return new MergedModes(
        model.input().identity(), model.hidden() == null ? none : model.hidden().identity());
  }

  private static void require(String what, Object actual, Object expected) {
    if (!Objects.equals(actual, expected)) {
      throw UserError.at("model: " + what, actual, expected + " as in the design");
    }
  }

  /** Shows the checksum of another core, as hardware does whose ROM images were exchanged. */
  public void signAs(CycleModel other) {
    load.signAs(other.load);
  }

  /**
   * Runs some cycles; see {@link org.kcpfpga.plan.boundary.TopPorts} for the pins and their order.
   *
   * @param cycles how many
   * @param inputs input pins, cycle after cycle, {@link #inputWords()} words each
   * @param outputs takes the output pins as they are before each rising edge, {@link
   *     #outputWords()} words each
   */
  public void run(int cycles, int[] inputs, int[] outputs) {
    CalmCycles calm = core.calm();
    int from = 0;
    int to = 0;
    for (int cycle = 0; cycle < cycles; cycle++) {
      if (!calm.run(words, inputs, from, outputs, to)) {
        words.unpack(inputs, from, pins);
        core.drive(pins);
        words.pack(pins, outputs, to);
        core.edge(pins);
      }
      from += words.inputWords();
      to += words.outputWords();
    }
  }

  /**
   * Runs one cycle: reads the input pins, sets the output pins as they are before the rising edge,
   * and takes the edge. No output depends on an input of the same cycle.
   */
  public void step(Pins cycle) {
    core.drive(cycle);
    core.edge(cycle);
  }

  /** Words of the input pins of one cycle. */
  public int inputWords() {
    return words.inputWords();
  }

  /** Words of the output pins of one cycle. */
  public int outputWords() {
    return words.outputWords();
  }

  /** Cycles run so far. */
  public long cycles() {
    return core.now();
  }

  /**
   * What the saturation counter of a stage holds in the cycle to come.
   *
   * @param stage one of {@link AcceleratorPlan#saturationNames()}
   */
  public int saturations(String stage) {
    ClipCounter counter = clips.get(stage);
    if (counter == null) {
      throw UserError.at("stage", stage, "one of " + String.join(", ", clips.keySet()));
    }
    return counter.value(core.now());
  }
}
