package org.kcpfpga.rtl.front;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.hdl.Value;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.FrontPlan;

/** One cell of the array: adds the product of its element and factor to the sum that comes in. */
final class FrontCell extends ArrayCell {
  private final Signed sumIn;
  private final Signed sumOut;

  FrontCell(Core core) {
    super(core, "front_cell", 1);
    FrontPlan plan = core.pipeline().front();
    sumIn = inputSigned("sum_in", plan.columnBits());
    Signed exact = x.times(factors("factor")).named("product");
    Signed product = delay(exact, plan.ranks().front(), "product_rank");
    Signed sum = registerSigned("sum", plan.columnBits());
    sum.next(sumIn.plus(product).wrapTo(plan.columnBits()));
    sumOut = outputSigned("sum_out", plan.columnBits());
    sumOut.drive(sum);
  }

  @Override
  protected void describe(Heading text) {
    cellPorts(
            text.says("One cell of the array: sum_out' = sum_in + x * factor."),
            "factor of this beat")
        .ports("partial sum from the north, and to the south", "sum_*");
  }

  @Override
  void north(Bits sums) {
    sumIn.drive(sums.asSigned());
  }

  @Override
  Value south() {
    return sumOut;
  }
}
