package org.kcpfpga.rtl.cell;

import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.rtl.base.Shift;

/** First r and z, and r h goes back; then n = tanh(Wn x + Un (r h) + bn), h' = (1 - z) n + z h. */
final class CellResetBefore {
  private final CellFrame frame;
  private final CellBlend blend;
  private final List<String> gates;

  CellResetBefore(CellFrame frame) {
    this.frame = frame;
    this.blend = new CellBlend(frame);
    this.gates = frame.kind().definition().gateTables();
  }

  /** {@code pre}: the pre-activations of all gates, each in its pass. */
  void build(List<CellValue> pre) {
    int candidate = gates.size() - 1;
    CellState states = frame.state();
    CellKept kept = frame.kept();
    CellValue reset = frame.gate(gates.get(0), pre.get(0));
    CellValue gated = frame.multiply("reset", states.old(), reset);
    keep(kept, reset, pre);
    CellValue n = frame.gate(gates.get(candidate), pre.get(candidate));
    Signed sum = blend.sum(n, kept.value(), states.old());
    Shift shift = Shift.constant(frame.scales().pointwise().hiddenShift());
    CellValue h = frame.push(sum, shift, rounded(gated));
    frame.keep(states, h, frame.schedule().latency());
  }

  /** Keeps z, or 1 - r. */
  private void keep(CellKept kept, CellValue reset, List<CellValue> pre) {
    boolean coupled = frame.kind().definition().coupled();
    int rank = frame.schedule().valueRank(gates.get(coupled ? 0 : 1));
    CellValue update =
        coupled ? blend.rest("kept_rest", reset, rank) : frame.gate(gates.get(1), pre.get(1));
    kept.write(update.at(rank), rank);
  }

  /** r h as an activation; r lies between 0 and 1, so that nothing clips. */
  private Bits rounded(CellValue gated) {
    Signed product = gated.signed(frame.schedule().latency());
    Shift shift = Shift.constant(frame.bits().gateFraction());
    return shift
        .round(product, null)
        .wrapTo(frame.bits().activation())
        .named("reset_hidden")
        .asBits();
  }
}
