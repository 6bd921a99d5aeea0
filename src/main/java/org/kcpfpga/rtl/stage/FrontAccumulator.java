package org.kcpfpga.rtl.stage;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.Datapath;

/** Below a tile: adds the column sums of the beats of a fibre. */
final class FrontAccumulator extends Datapath {
  FrontAccumulator(Core core) {
    super(core.module("front_accumulator"));
    FrontPlan plan = core.pipeline().front();
    Bits sums = input("sums", plan.tile() * plan.columnBits());
    Bool valid = inputBool("valid");
    Bool first = inputBool("first");
    Bool last = inputBool("last");

    List<Signed> totals = new ArrayList<>();
    for (int column = 0; column < plan.tile(); column++) {
      Signed total = registerSigned("total" + column, plan.sumBits());
      Signed before = first.mux(Signed.of(0, plan.sumBits()), total);
      Signed sum = before.plus(token(sums, column, plan.columnBits())).wrapTo(plan.sumBits());
      total.next(valid.mux(sum, total));
      totals.add(total);
    }
    Bool done = registerBoolInit("fibre_done", false);
    done.next(valid.and(last));
    outputBool("done").drive(done);
    output("totals", plan.tile() * plan.sumBits()).drive(Bits.pack(totals));
  }
}
