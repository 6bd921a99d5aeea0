package org.kcpfpga.rtl.cell;

import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.boundary.ShiftMap;
import org.kcpfpga.rtl.base.Shift;

/** c' = f c + i g, h' = o tanh(c'). */
final class CellLstm {
  private final CellFrame frame;

  CellLstm(CellFrame frame) {
    this.frame = frame;
  }

  /** {@code pre}: the pre-activations of all gates. */
  void build(List<CellValue> pre) {
    CellState states = frame.state();
    CellValue forget = frame.gate("forget_gate", pre.get(1));
    CellValue input = frame.gate("input_gate", pre.get(0));
    CellValue candidate = frame.table("candidate_gate", pre.get(2), frame.plan().preRank());
    CellValue kept = frame.multiply("forget", states.old(), forget);
    CellValue update = frame.multiply("update", candidate, input);
    CellValue state = state(kept, update);
    int rank = frame.schedule().stateRank();
    frame.keep(states, state, rank);

    CellValue tanh = frame.table("state_tanh", argument(state.signed(rank), rank), rank);
    CellValue output = frame.gate("output_gate", pre.get(3));
    CellValue product = frame.multiply("output", tanh, output);
    frame.push(
        product.signed(frame.schedule().sumRank()),
        Shift.constant(frame.scales().pointwise().hiddenShift()));
  }

  /** c' = f c + i g, rounded. */
  private CellValue state(CellValue kept, CellValue update) {
    int rank = frame.schedule().stateRank();
    int parts = rank - 1 - frame.schedule().ranks().rounding();
    Signed sum =
        frame
            .align(kept.signed(parts), ShiftMap.FORGET_ALIGN)
            .plus(frame.align(update.signed(parts), ShiftMap.UPDATE_ALIGN))
            .named("state_sum");
    Bits rounded =
        frame.requantise(
            "state",
            List.of(frame.settled("state_exact", sum, rank - 1)),
            rank - 1,
            frame.shift(ShiftMap.STATE_SHIFT),
            frame.bits().state());
    return frame.time().register("state", rounded, rank);
  }

  /** c' as the argument of a table. */
  private CellValue argument(Signed state, int rank) {
    Signed argument =
        frame
            .round(state, ShiftMap.ARGUMENT_SHIFT)
            .saturateTo(frame.bits().latent())
            .named("argument");
    return frame.time().standing("argument", argument.asBits(), rank);
  }
}
