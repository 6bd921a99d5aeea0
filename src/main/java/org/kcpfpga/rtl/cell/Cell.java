package org.kcpfpga.rtl.cell;

import java.util.List;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.boundary.ShiftMap;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.Shift;

/** The cell of any kind; ranks and slots as in {@link CellPlan}. */
public final class Cell extends Datapath {
  public Cell(Core core) {
    super(core.module(CellPlan.NAME));
    CellFrame frame = new CellFrame(this, core);
    switch (core.pipeline().cell().kind()) {
      case LSTM -> new CellLstm(this, frame).build();
      case GRU -> new CellGru(this, frame).build();
      case RNN -> rnn(frame);
      case LINEAR -> linear(frame);
    }
    frame.finish();
  }

  /** h' = tanh(W x + U h + b). */
  private static void rnn(CellFrame frame) {
    Signed sum = frame.inputPart(0).plus(frame.hiddenPart(0)).plus(frame.bias(0));
    List<String> names = CellKind.RNN.gateNames();
    CellValue pre = frame.preActivations(names, List.of(frame.joint(names.get(0), sum))).get(0);
    CellValue tanh = frame.tanh("hidden_gate", pre, CellPlan.PRE_RANK);
    frame.push(
        tanh.signed(frame.schedule().latency()), Shift.constant(frame.scales().hiddenShift()));
  }

  /** y = W x + b. */
  private static void linear(CellFrame frame) {
    CellValue joint = frame.joint("output", frame.inputPart(0).plus(frame.bias(0)));
    frame.push(joint.signed(frame.schedule().latency()), frame.shift(ShiftMap.PRE_SHIFT));
  }
}
