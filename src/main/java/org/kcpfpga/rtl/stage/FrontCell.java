package org.kcpfpga.rtl.stage;

import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.Datapath;

/** One cell of the array: adds the product of its element and factor to the sum that comes in. */
final class FrontCell extends Datapath {
  final Signed x;
  final Signed sumIn;
  final Signed sumOut;

  /** What comes with the element; null where factors are held here. */
  final Signed factor;

  /** What holds factors; null where they come with the elements. */
  final FactorChain chain;

  FrontCell(Core core) {
    super(core.module("front_cell"));
    FrontPlan plan = core.pipeline().front();
    x = inputSigned("x", plan.inputBits());
    sumIn = inputSigned("sum_in", plan.columnBits());
    boolean loadable = core.plan().design().loadable();
    Bits held = loadable ? register("held_factors", plan.folds() * plan.factorBits()) : null;
    chain = loadable ? chain(plan) : null;
    factor = loadable ? null : inputSigned("factor", plan.factorBits());
    Signed exact = x.times(loadable ? held(plan, held) : factor).named("product");
    Signed product = delay(exact, plan.ranks().front(), "product_rank");
    Signed sum = registerSigned("sum", plan.columnBits());
    sum.next(sumIn.plus(product).wrapTo(plan.columnBits()));
    sumOut = outputSigned("sum_out", plan.columnBits());
    sumOut.drive(sum);
  }

  @Override
  protected void describe(Heading text) {
    text.says("One cell of the array: sum_out' = sum_in + x * factor.")
        .ports("element", "x")
        .ports("factor of this beat", "factor")
        .ports(
            "factors held here: part of a chain that moves while a model is loaded",
            "load",
            "chain_*")
        .ports("number of the next beat", "beat")
        .ports("partial sum from the north, and to the south", "sum_*");
  }

  private FactorChain chain(FrontPlan plan) {
    Bits in = input("chain_in", plan.factorBits());
    Bits out = output("chain_out", plan.factorBits());
    Bool load = inputBool("load");
    Bits beat = plan.folded() ? input("beat", Bits.indexWidth(plan.folds())) : null;
    return new FactorChain(load, beat, in, out);
  }

  /**
   * The factor of the element that comes, of those that a loadable core holds here: a part of the
   * chain through all cells, which moves while a model is loaded and never else. So nothing that
   * ends a frame early, such as a reset, can turn the model.
   */
  private Signed held(FrontPlan plan, Bits held) {
    int bits = plan.factorBits();
    int heldBits = held.width();
    chain.out().drive(held.slice(bits - 1, 0));
    Bits entering = chain.in();
    Bits loaded = heldBits == bits ? entering : entering.concat(held.slice(heldBits - 1, bits));
    held.next(chain.load().mux(loaded, held));
    if (!plan.folded()) {
      return token(held, 0, bits);
    }
    List<Signed> factors =
        IntStream.range(0, plan.folds()).mapToObj(beat -> token(held, beat, bits)).toList();
    Signed chosen = registerSigned("factor", bits);
    chosen.next(Signed.select(chain.beat(), factors));
    return chosen;
  }
}
