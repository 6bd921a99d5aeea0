package org.kcpfpga.rtl.stage;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.Datapath;

/** One row of a tile: its cells share the element, which then goes on to the tile in the east. */
final class FrontTile extends Datapath {
  final Signed x;
  final Bits sumsIn;
  final Bits sumsOut;

  private final Core core;

  /** The element a cycle later; null where no tile is in the east. */
  final Signed east;

  /** What comes with the element; null where factors are held here. */
  final Bits factors;

  /** What holds factors; null where they come with the elements. */
  final FactorChain chain;

  FrontTile(Core core) {
    super(core.module("front_tile"));
    this.core = core;
    FrontPlan plan = core.pipeline().front();
    boolean loadable = core.plan().design().loadable();
    x = inputSigned("x", plan.inputBits());
    sumsIn = input("sums_in", plan.tile() * plan.columnBits());

    List<Signed> sums = new ArrayList<>();
    List<FrontCell> cells = new ArrayList<>();
    for (int column = 0; column < plan.tile(); column++) {
      FrontCell cell = instance("cell" + column, () -> new FrontCell(core));
      cell.x.drive(x);
      cell.sumIn.drive(token(sumsIn, column, plan.columnBits()));
      sums.add(cell.sumOut);
      cells.add(cell);
    }
    sumsOut = output("sums_out", sumsIn.width());
    sumsOut.drive(Bits.pack(sums));
    east = plan.tiles() > 1 ? outputSigned("x_east", plan.inputBits()) : null;
    if (east != null) {
      east.drive(delay(x, 1, "x_held"));
    }
    chain = loadable ? chained(plan, cells) : null;
    factors = loadable ? null : input("factors", plan.tile() * plan.factorBits());
    if (!loadable) {
      for (int column = 0; column < plan.tile(); column++) {
        cells.get(column).factor.drive(token(factors, column, plan.factorBits()));
      }
    }
  }

  @Override
  protected void describe(Heading text) {
    FrontPlan plan = core.pipeline().front();
    text.says("One row of a tile of the array: its cells share the element.")
        .parameter("cells", plan.tile())
        .ports("element, and the same for the tile in the east", "x*")
        .ports("factors of this beat, that of cell 0 lowest", "factors")
        .ports(
            "factors held in the cells: a chain that moves while a model is loaded",
            "load",
            "chain_*")
        .ports("number of the next beat", "beat")
        .ports("partial sums from the north, and to the south", "sums_*");
  }

  /**
   * The cells of a loadable core hold their factors, as parts of a long chain; the last cell's
   * comes in first.
   */
  private FactorChain chained(FrontPlan plan, List<FrontCell> cells) {
    Bool load = inputBool("load");
    Bits beat = plan.folded() ? input("beat", Bits.indexWidth(plan.folds())) : null;
    Bits in = input("chain_in", plan.factorBits());
    Bits out = output("chain_out", plan.factorBits());
    Bits word = in;
    for (int i = cells.size() - 1; i >= 0; i--) {
      FactorChain part = cells.get(i).chain;
      part.drive(load, beat);
      part.in().drive(word);
      word = part.out();
    }
    out.drive(word);
    return new FactorChain(load, beat, in, out);
  }
}
