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
    CellValue fresh = frame.multiply("fresh", candidate, complement(update));
    CellValue kept = frame.multiply("kept", states.old(), update);
    CellValue h = frame.push(sum(fresh, kept), Shift.constant(frame.scales().hiddenShift()));
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
    int shift = frame.scales().stateShift();
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

  /** 1 - z, between 0 and 1 as z is. */
  private CellValue complement(CellValue update) {
    int slot = frame.schedule().product("fresh").slot();
    int latent = frame.bits().latent();
    Signed one = Signed.of(1L << frame.bits().gateFraction(), latent);
    Signed rest = one.minus(update.signed(slot)).wrapTo(latent).named("update_rest");
    return frame.time().passing("update_rest", rest.asBits(), slot);
  }

  private Signed sum(CellValue fresh, CellValue kept) {
    int rank = frame.schedule().latency();
    return fresh
        .signed(rank)
        .shiftLeft(frame.scales().updateAlign())
        .plus(kept.signed(rank).shiftLeft(frame.scales().forgetAlign()))
        .named("hidden_sum");
  }
}
