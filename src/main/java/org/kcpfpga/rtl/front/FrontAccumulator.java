package org.kcpfpga.rtl.front;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.Datapath;

/** Below a tile: adds the column sums of the beats of a fibre. */
final class FrontAccumulator extends Datapath {
  final Bits sums;
  final Bool valid;
  final Bool first;
  final Bool last;

  /** A fibre is finished. */
  final Bool done;

  final Bits totals;

  FrontAccumulator(Core core) {
    super(core.module("front_accumulator"));
    FrontPlan plan = core.pipeline().front();
    sums = input("sums", plan.tile() * plan.columnBits());
    valid = inputBool("valid");
    first = inputBool("first");
    last = inputBool("last");

    List<Signed> columns = new ArrayList<>();
    for (int column = 0; column < plan.tile(); column++) {
      Signed total = registerSigned("total" + column, plan.sumBits());
      Signed before = first.mux(Signed.of(0, plan.sumBits()), total);
      Signed sum = before.plus(token(sums, column, plan.columnBits())).wrapTo(plan.sumBits());
      total.next(valid.mux(sum, total));
      columns.add(total);
    }
    Bool ended = registerBoolInit("fibre_done", false);
    ended.next(valid.and(last));
    done = outputBool("done");
    done.drive(ended);
    totals = output("totals", plan.tile() * plan.sumBits());
    totals.drive(Bits.pack(columns));
  }

  @Override
  protected void describe(Heading text) {
    text.says("Below a tile: adds the column sums of the beats of a fibre.")
        .ports(
            "column sums of a beat; it is the first, or last, of its fibre",
            "sums",
            "valid",
            "first",
            "last")
        .ports("a fibre is finished, its sums", "done", "totals");
  }
}
