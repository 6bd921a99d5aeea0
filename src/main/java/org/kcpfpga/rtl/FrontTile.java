package org.kcpfpga.rtl;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.FrontPlan;

/** One row of a tile: its cells share the element, which then goes on to the tile in the east. */
final class FrontTile extends Datapath {
  FrontTile(Core core) {
    super(core.module("front_tile"));
    FrontPlan plan = core.pipeline().front();
    int ringBits = plan.folds() * plan.factorBits();
    Signed x = inputSigned("x", plan.inputBits());
    Bool valid = plan.turns() ? inputBool("valid") : null;
    Bool load = inputBool("load");
    Bits factors = input("factors", plan.tile() * ringBits);
    Bits sumsIn = input("sums_in", plan.tile() * plan.columnBits());

    List<Signed> sums = new ArrayList<>();
    for (int column = 0; column < plan.tile(); column++) {
      FrontCell cell = instance("cell" + column, () -> new FrontCell(core));
      cell.signed("x").drive(x);
      if (plan.turns()) {
        cell.bool("valid").drive(valid);
      }
      cell.bool("load").drive(load);
      cell.bits("factors").drive(factors.slice((column + 1) * ringBits - 1, column * ringBits));
      cell.signed("sum_in").drive(token(sumsIn, column, plan.columnBits()));
      sums.add(cell.signed("sum_out"));
    }
    output("sums_out", sumsIn.width()).drive(Bits.pack(sums));
    if (plan.tiles() > 1) {
      outputSigned("x_east", plan.inputBits()).drive(delay(x, 1, "x_held"));
      if (plan.turns()) {
        outputBool("valid_east").drive(delayValid(valid, 1, "valid_held"));
      }
    }
  }
}
