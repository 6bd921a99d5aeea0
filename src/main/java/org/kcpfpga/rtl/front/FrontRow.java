package org.kcpfpga.rtl.front;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.Datapath;

/** A row of cells with constant factors, which are adders: no multiplier, and no factor stored. */
final class FrontRow extends Datapath {
  final Signed x;
  final Bits sumsIn;
  final Bits sumsOut;

  private final List<Integer> factors = new ArrayList<>();

  FrontRow(Core core, int row) {
    super(core.module("front_row" + row));
    FrontPlan plan = core.pipeline().front();
    int bits = plan.columnBits();
    x = inputSigned("x", plan.inputBits());
    sumsIn = input("sums_in", plan.columns() * bits);
    Multiples multiples = new Multiples(this, x, plan.ranks().front());
    List<Signed> sums = new ArrayList<>();
    for (int column = 0; column < plan.columns(); column++) {
      int factor = LoadImage.frontFactor(core, row, column, 0);
      Signed sum = registerSigned("sum" + column, bits);
      sum.next(multiples.added(token(sumsIn, column, bits), factor).wrapTo(bits));
      sums.add(sum);
      factors.add(factor);
    }
    sumsOut = output("sums_out", sumsIn.width());
    sumsOut.drive(Bits.pack(sums));
  }

  @Override
  protected void describe(Heading text) {
    text.says("One row of the array: to each partial sum, the element times a constant is added.")
        .parameter("factors", factors)
        .ports("element", "x")
        .ports("partial sums from the north, and to the south", "sums_*");
  }
}
