package org.kcpfpga.rtl.cell;

import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.Shift;

/** n = tanh(xn + r un), h' = (1 - z) n + z h. */
final class CellGru {
  private final Datapath cell;
  private final CellFrame frame;

  CellGru(Datapath cell, CellFrame frame) {
    this.cell = cell;
    this.frame = frame;
  }

  void build() {
    List<String> names = List.of("reset", "update", "input_candidate", "hidden_candidate");
    List<CellValue> pre =
        frame.gatesApart()
            ? new CellGates(cell, frame).preActivations(names)
            : frame.preActivations(names, joints());
    CellState states = frame.state();
    CellValue reset = frame.gate("reset_gate", pre.get(0));
    CellValue gated = frame.multiply("reset", pre.get(3), reset);
    int rank = frame.schedule().stateRank();
    CellValue candidate = frame.table("candidate_gate", argument(pre.get(2), gated), rank);
    CellValue update = frame.gate("update_gate", pre.get(1));
    Signed sum = new CellBlend(frame).sum(candidate, update, states.old());
    CellValue h = frame.push(sum, Shift.constant(frame.scales().pointwise().hiddenShift()));
    frame.keep(states, h, frame.schedule().latency());
  }

  private List<CellValue> joints() {
    return List.of(
        gate("reset", 0),
        gate("update", 1),
        // xn = Wn x + bn and un = Un h + cn
        frame.joint("input_candidate", frame.inputPart(2).plus(frame.bias(2))),
        frame.joint("hidden_candidate", frame.hiddenPart(2).plus(frame.bias(3))));
  }

  private CellValue gate(String name, int gate) {
    Signed sum = frame.products(gate).plus(frame.bias(gate));
    return frame.joint(name, sum);
  }

  /** xn + r un, rounded. */
  private CellValue argument(CellValue own, CellValue gated) {
    int rank = frame.schedule().stateRank();
    int shift = frame.scales().pointwise().stateShift();
    Signed sum = own.signed(rank - 1).shiftLeft(shift).plus(gated.signed(rank - 1));
    Bits rounded =
        frame.requantise(
            "state",
            List.of(sum.named("state_sum")),
            rank - 1,
            Shift.constant(shift),
            frame.bits().latent());
    return frame.time().register("pre_candidate", rounded, rank);
  }
}
