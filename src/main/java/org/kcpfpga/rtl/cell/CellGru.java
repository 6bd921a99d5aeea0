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
    CellGates gates = new CellGates(cell, frame);
    List<CellValue> pre =
        frame.gatesApart() ? gates.preActivations(names) : gates.rounded(names, joints(gates));
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

  private List<CellValue> joints(CellGates gates) {
    return List.of(
        gate(gates, "reset", 0),
        gate(gates, "update", 1),
        // xn = Wn x + bn and un = Un h + cn
        gates.joint("input_candidate", frame.inputPart(2), frame.bias(2)),
        gates.joint("hidden_candidate", frame.hiddenPart(2), frame.bias(3)));
  }

  private CellValue gate(CellGates gates, String name, int gate) {
    return gates.joint(name, frame.products(gate), frame.bias(gate));
  }

  /** xn + r un, rounded. */
  private CellValue argument(CellValue own, CellValue gated) {
    int rank = frame.schedule().stateRank();
    int shift = frame.scales().pointwise().stateShift();
    int parts = rank - 1 - frame.schedule().ranks().rounding();
    Signed sum = own.signed(parts).shiftLeft(shift).plus(gated.signed(parts)).named("state_sum");
    Bits rounded =
        frame.requantise(
            "state",
            List.of(frame.settled("state_exact", sum, rank - 1)),
            rank - 1,
            Shift.constant(shift),
            frame.bits().latent());
    return frame.time().register("pre_candidate", rounded, rank);
  }
}
