package org.kcpfpga.rtl.stage;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.Datapath;

/** One row of a tile: its cells share the element, which then goes on to the tile in the east. */
final class FrontTile extends Datapath {
  FrontTile(Core core) {
    super(core.module("front_tile"));
    FrontPlan plan = core.pipeline().front();
    boolean loadable = core.plan().design().loadable();
    Signed x = inputSigned("x", plan.inputBits());
    Bits sumsIn = input("sums_in", plan.tile() * plan.columnBits());

    List<Signed> sums = new ArrayList<>();
    List<FrontCell> cells = new ArrayList<>();
    for (int column = 0; column < plan.tile(); column++) {
      FrontCell cell = instance("cell" + column, () -> new FrontCell(core));
      cell.signed("x").drive(x);
      cell.signed("sum_in").drive(token(sumsIn, column, plan.columnBits()));
      sums.add(cell.signed("sum_out"));
      cells.add(cell);
    }
    output("sums_out", sumsIn.width()).drive(Bits.pack(sums));
    if (plan.tiles() > 1) {
      outputSigned("x_east", plan.inputBits()).drive(delay(x, 1, "x_held"));
    }
    if (loadable) {
      chained(plan, cells);
    } else {
      Bits factors = input("factors", plan.tile() * plan.factorBits());
      for (int column = 0; column < plan.tile(); column++) {
        cells.get(column).signed("factor").drive(token(factors, column, plan.factorBits()));
      }
    }
  }

  /** The cells of a loadable core hold their factors, as parts of a long chain. */
  private void chained(FrontPlan plan, List<FrontCell> cells) {
    Bool load = inputBool("load");
    cells.forEach(cell -> cell.bool("load").drive(load));
    if (plan.folded()) {
      Bits beat = input("beat", Bits.indexWidth(plan.folds()));
      cells.forEach(cell -> cell.bits("beat").drive(beat));
    }
    chain(cells, plan.factorBits());
  }

  /** The factors of the cells as a part of the chain, the last cell's coming in first. */
  private void chain(List<FrontCell> cells, int factorBits) {
    Bits word = input("chain_in", factorBits);
    for (int i = cells.size() - 1; i >= 0; i--) {
      cells.get(i).bits("chain_in").drive(word);
      word = cells.get(i).bits("chain_out");
    }
    output("chain_out", factorBits).drive(word);
  }
}
