package org.kcpfpga.rtl;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.FrontPlan;

/** One cell of the array: adds the product of its element and factor to the sum that comes in. */
final class FrontCell extends Datapath {
  FrontCell(Core core) {
    super(core.module("front_cell"));
    FrontPlan plan = core.pipeline().front();
    Signed x = inputSigned("x", plan.inputBits());
    Signed sumIn = inputSigned("sum_in", plan.columnBits());
    boolean loadable = core.plan().design().loadable();
    Signed factor = loadable ? ring(plan) : inputSigned("factor", plan.factorBits());
    Signed product = x.times(factor).named("product");
    Signed sum = registerSigned("sum", plan.columnBits());
    sum.next(sumIn.plus(product).wrapTo(plan.columnBits()));
    outputSigned("sum_out", plan.columnBits()).drive(sum);
  }

  /** The factors of a loadable core, the next beat's lowest; a fibre turns the ring once round. */
  private Signed ring(FrontPlan plan) {
    int bits = plan.factorBits();
    int ringBits = plan.folds() * bits;
    Bits ring = register("ring", ringBits);
    Bits kept = ring;
    if (plan.turns()) {
      Bits turned = ring.slice(bits - 1, 0).concat(ring.slice(ringBits - 1, bits));
      kept = inputBool("valid").mux(turned, ring);
    }
    Bits entering = input("chain_in", bits);
    output("chain_out", bits).drive(ring.slice(bits - 1, 0));
    Bits loaded = ringBits == bits ? entering : entering.concat(ring.slice(ringBits - 1, bits));
    ring.next(inputBool("load").mux(loaded, kept));
    return token(ring, 0, bits);
  }
}
