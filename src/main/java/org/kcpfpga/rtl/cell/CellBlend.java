package org.kcpfpga.rtl.cell;

import org.kcpfpga.hdl.Signed;

/** h' = (1 - z) n + z h: how much of h stays, and how much of a candidate takes its place. */
final class CellBlend {
  private final CellFrame frame;

  CellBlend(CellFrame frame) {
    this.frame = frame;
  }

  /** h' at the last rank, exact, of n, z and h. */
  Signed sum(CellValue candidate, CellValue update, CellValue old) {
    int slot = frame.schedule().product("fresh").slot();
    CellValue fresh = frame.multiply("fresh", candidate, rest("update_rest", update, slot));
    CellValue kept = frame.multiply("kept", old, update);
    int rank = frame.schedule().sumRank();
    return fresh
        .signed(rank)
        .shiftLeft(frame.scales().pointwise().updateAlign())
        .plus(kept.signed(rank).shiftLeft(frame.scales().pointwise().forgetAlign()))
        .named("hidden_sum");
  }

  /** 1 - z at this rank, between 0 and 1 as z is. */
  CellValue rest(String name, CellValue update, int rank) {
    int latent = frame.bits().latent();
    Signed one = Signed.of(1L << frame.bits().gateFraction(), latent);
    Signed rest = one.minus(update.signed(rank)).wrapTo(latent).named(name);
    return frame.time().passing(name, rest.asBits(), rank);
  }
}
