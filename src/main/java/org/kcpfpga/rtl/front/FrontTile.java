package org.kcpfpga.rtl.front;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.hdl.Value;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.Datapath;

/** One row of a tile: its cells share the element, which then goes on to the tile in the east. */
final class FrontTile extends Datapath {
  final Signed x;
  final Bits sumsIn;
  final Bits sumsOut;

  /** The element later; null where no tile is in the east. */
  final Signed east;

  /** What comes with the element; null where factors are held here. */
  final Bits factors;

  /** What holds factors; null where they come with the elements. */
  final FactorChain chain;

  private final FrontPlan plan;
  private final List<ArrayCell> cells = new ArrayList<>();

  /** {@code from}: its first column. */
  FrontTile(Core core, int from) {
    super(core.module(whole(core, from) ? "front_tile" : "front_last_tile"));
    plan = core.pipeline().front();
    boolean loadable = core.plan().design().loadable();
    List<FrontPlan.Cell> planned = plan.cells(from);
    x = inputSigned("x", plan.inputBits());
    sumsIn = input("sums_in", planned.stream().mapToInt(plan::sumBits).sum());

    int at = 0;
    List<Value> sums = new ArrayList<>();
    for (FrontPlan.Cell one : planned) {
      ArrayCell cell = cell(core, one, from);
      cell.x.drive(x);
      cell.north(sumsIn.slice(at + plan.sumBits(one) - 1, at));
      at += plan.sumBits(one);
      sums.add(cell.south());
      cells.add(cell);
    }
    sumsOut = output("sums_out", sumsIn.width());
    sumsOut.drive(Bits.pack(sums));
    boolean goesOn = whole(core, from) && plan.arrayTile() < plan.columns();
    east = goesOn ? outputSigned("x_east", plan.inputBits()) : null;
    if (east != null) {
      east.drive(delay(x, plan.late(plan.arrayTile()), "x_held"));
    }
    chain = loadable ? chained() : null;
    factors = loadable ? null : given(planned);
  }

  /** At the end of the row there may be fewer columns left. */
  private static boolean whole(Core core, int from) {
    FrontPlan plan = core.pipeline().front();
    return from + plan.arrayTile() <= plan.columns();
  }

  private ArrayCell cell(Core core, FrontPlan.Cell one, int from) {
    String name = one.name(from);
    return one.pair()
        ? instance(name, () -> new FrontPair(core))
        : instance(name, () -> new FrontCell(core));
  }

  @Override
  protected void describe(Heading text) {
    text.says("One row of a tile of the array: its cells share the element.")
        .parameter("cells", cells.size())
        .ports("element, and the same for the tile in the east", "x*")
        .ports("factors of this beat, that of cell 0 lowest", "factors")
        .ports(
            "factors held in the cells: a chain that moves while a model is loaded",
            "load",
            "chain_*")
        .ports("number of the next beat", "beat")
        .ports("partial sums from the north, and to the south", "sums_*");
  }

  private Bits given(List<FrontPlan.Cell> planned) {
    Bits given = input("factors", planned.stream().mapToInt(plan::factorBits).sum());
    int at = 0;
    for (int i = 0; i < cells.size(); i++) {
      int bits = plan.factorBits(planned.get(i));
      cells.get(i).factors.drive(given.slice(at + bits - 1, at).asSigned());
      at += bits;
    }
    return given;
  }

  /**
   * The cells of a loadable core hold their factors, as parts of a long chain; the last cell's
   * comes in first.
   */
  private FactorChain chained() {
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
