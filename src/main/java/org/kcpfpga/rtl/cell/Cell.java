package org.kcpfpga.rtl.cell;

import java.util.List;
import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.FactorImages;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.boundary.ShiftMap;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rtl.base.BankPort;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.MemoryLoad;
import org.kcpfpga.rtl.base.Shift;
import org.kcpfpga.rtl.base.Source;
import org.kcpfpga.rtl.base.StatePort;

/** The cell of any kind; ranks and slots as in {@link CellPlan}. */
public final class Cell extends Datapath implements CellBlock {
  private static final String WHAT =
      " cell, element by element: sums and bias, rounded; gates by table; state; output."
          + " NAME_rankN is NAME, N cycles behind issue.";

  private final CellFrame frame;

  /** The only lane of a cell. */
  public Cell(Core core) {
    this(core, core.module(CellPlan.NAME), FactorImages.bias(core, 0));
  }

  /** A lane; in a core with ROM lanes differ in the image of their biases. */
  Cell(Core core, String module, String bias) {
    super(module);
    frame = new CellFrame(this, core, bias);
    switch (core.pipeline().cell().kind().equations()) {
      case LSTM -> new CellLstm(frame).build(preActivations());
      case GRU -> new CellGru(this, frame).build();
      case RNN -> rnn();
      case RESET_BEFORE -> new CellResetBefore(frame).build(preActivations());
      case LINEAR -> linear();
    }
    frame.finish();
  }

  @Override
  protected void describe(Heading text) {
    CellPlan plan = frame.plan();
    text.says("The " + plan.kind().jsonName() + WHAT)
        .parameter("elements", plan.laneElements())
        .parameter("sequences", plan.sequences())
        .parameter("multipliers", plan.schedule().lanes())
        .parameter("latency", plan.latency())
        .ports("sums of the input operator, flags of the step above", "input_valid", "input_data")
        .ports("sums of the hidden operator", "hidden_valid", "hidden_data")
        .ports("both are taken", "pop")
        .ports(
            "output: value of h, end of the step, sequence",
            "push",
            "delivers",
            "value",
            "last",
            "slot",
            "output_credit")
        .ports(
            "room on the way of h to the hidden side, which what is loaded takes too",
            "hidden_credit",
            "hidden_write",
            "hidden_room")
        .ports("multipliers: claimed a cycle before operands, product a cycle behind", "bank_*")
        .ports(
            "window to the states, at rest",
            "window_*",
            "state_capture",
            "state_word",
            "state_write",
            "state_data",
            "write_element")
        .ports("bias to load", "load_*")
        .ports("shifts of the model", "*_align", "*_shift")
        .ports("values clipped in the cycle before", "*_clips");
  }

  private List<CellValue> preActivations() {
    List<String> names = frame.kind().gateNames();
    CellGates gates = new CellGates(this, frame);
    return frame.gatesApart()
        ? gates.preActivations(names)
        : gates.rounded(names, gates.joints(names));
  }

  @Override
  public Source input() {
    return frame.issue().inputSums();
  }

  @Override
  public Source hidden() {
    return frame.issue().hiddenSums();
  }

  @Override
  public CellBlock.Given output() {
    return frame.output();
  }

  @Override
  public Bool outputCredit() {
    return frame.issue().outputCredit();
  }

  @Override
  public CellBlock.WayBack toHidden() {
    return frame.issue().hidden();
  }

  @Override
  public StatePort window() {
    return frame.window();
  }

  @Override
  public BankPort bank() {
    return frame.bank();
  }

  @Override
  public MemoryLoad load() {
    return frame.issue().load();
  }

  @Override
  public Map<String, Bits> shifts() {
    return frame.shifts();
  }

  @Override
  public Map<String, Bits> clips() {
    return frame.clips();
  }

  /** h' = tanh(W x + U h + b). */
  private void rnn() {
    CellGates gates = new CellGates(this, frame);
    List<String> names = CellKind.RNN.gateNames();
    CellValue joint = gates.joint(names.get(0), frame.products(0), frame.bias(0));
    CellValue pre = gates.rounded(names, List.of(joint)).get(0);
    CellValue tanh = frame.table("hidden_gate", pre, frame.plan().preRank());
    frame.push(
        tanh.signed(frame.schedule().sumRank()),
        Shift.constant(frame.scales().pointwise().hiddenShift()));
  }

  /** y = W x + b. */
  private void linear() {
    CellGates gates = new CellGates(this, frame);
    CellValue joint = gates.joint("output", frame.inputPart(0), frame.bias(0));
    frame.push(joint.signed(frame.schedule().sumRank()), frame.shift(ShiftMap.PRE_SHIFT));
  }
}
