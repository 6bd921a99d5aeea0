package org.kcpfpga.hdl.use;

import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;

/** One cell of the sample array: sum' = sumIn + x * w, x passed on. */
final class FactorCell extends Block {
  final Signed x;
  final Signed w;
  final Signed sumIn;
  final Signed xOut;
  final Signed sumOut;

  FactorCell(int bits, int sumBits) {
    super("factor_cell");
    x = inputSigned("x", bits);
    w = inputSigned("w", bits);
    sumIn = inputSigned("sumIn", sumBits);
    Signed xNext = registerSigned("xNext", bits);
    Signed sum = registerSigned("sum", sumBits);

    Signed product = x.times(w).named("product");
    sum.next(sumIn.plus(product).wrapTo(sumBits));
    xNext.next(x);
    xOut = outputSigned("xOut", bits);
    xOut.drive(xNext);
    sumOut = outputSigned("sumOut", sumBits);
    sumOut.drive(sum);
  }

  @Override
  protected void describe(Heading text) {
    text.says("One cell of an array: sum' = sumIn + x * w, x passed on.")
        .parameter("bits", x.width())
        .ports("element, west to east", "x*")
        .ports("sum, north to south", "sum*")
        .ports("factor", "w");
  }
}
