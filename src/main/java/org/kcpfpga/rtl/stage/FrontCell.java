package org.kcpfpga.rtl.stage;

import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.Datapath;

/** One cell of the array: adds the product of its element and factor to the sum that comes in. */
final class FrontCell extends Datapath {
  FrontCell(Core core) {
    super(core.module("front_cell"));
    FrontPlan plan = core.pipeline().front();
    Signed x = inputSigned("x", plan.inputBits());
    Signed sumIn = inputSigned("sum_in", plan.columnBits());
    boolean loadable = core.plan().design().loadable();
    Signed factor = loadable ? held(plan) : inputSigned("factor", plan.factorBits());
    Signed product = x.times(factor).named("product");
    Signed sum = registerSigned("sum", plan.columnBits());
    sum.next(sumIn.plus(product).wrapTo(plan.columnBits()));
    outputSigned("sum_out", plan.columnBits()).drive(sum);
  }

  /**
   * The factor of the element that comes, of those that a loadable core holds here: a part of the
   * chain through all cells, which moves while a model is loaded and never else. So nothing that
   * ends a frame early, such as a reset, can turn the model.
   */
  private Signed held(FrontPlan plan) {
    int bits = plan.factorBits();
    int heldBits = plan.folds() * bits;
    Bits held = register("held_factors", heldBits);
    Bits entering = input("chain_in", bits);
    output("chain_out", bits).drive(held.slice(bits - 1, 0));
    Bits loaded = heldBits == bits ? entering : entering.concat(held.slice(heldBits - 1, bits));
    held.next(inputBool("load").mux(loaded, held));
    if (!plan.folded()) {
      return token(held, 0, bits);
    }
    List<Signed> factors =
        IntStream.range(0, plan.folds()).mapToObj(beat -> token(held, beat, bits)).toList();
    Signed factor = registerSigned("factor", bits);
    factor.next(Signed.select(input("beat", Bits.indexWidth(plan.folds())), factors));
    return factor;
  }
}
