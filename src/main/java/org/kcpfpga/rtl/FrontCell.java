package org.kcpfpga.rtl;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.FrontPlan;

/** One cell of the array: keeps the factors of its row and column, adds its product to the sum. */
final class FrontCell extends Datapath {
  FrontCell(Core core) {
    super(core.module("front_cell"));
    FrontPlan plan = core.pipeline().front();
    int ringBits = plan.folds() * plan.factorBits();
    Signed x = inputSigned("x", plan.inputBits());
    Bool load = inputBool("load");
    Signed sumIn = inputSigned("sum_in", plan.columnBits());

    // The factor of the next beat is lowest; a whole fibre turns the ring once round.
    Bits ring = register("ring", ringBits);
    Bits kept = ring;
    if (plan.turns()) {
      Bits first = ring.slice(plan.factorBits() - 1, 0);
      Bits turned = first.concat(ring.slice(ringBits - 1, plan.factorBits()));
      kept = inputBool("valid").mux(turned, ring);
    }
    ring.next(load.mux(loaded(core, ring), kept));

    Signed product = x.times(token(ring, 0, plan.factorBits())).named("product");
    Signed sum = registerSigned("sum", plan.columnBits());
    sum.next(sumIn.plus(product).wrapTo(plan.columnBits()));
    outputSigned("sum_out", plan.columnBits()).drive(sum);
  }

  /** The ring after a cycle of load: all factors of a core with ROM, else one step of the chain. */
  private Bits loaded(Core core, Bits ring) {
    if (!core.plan().design().loadable()) {
      return input("factors", ring.width());
    }
    int bits = core.pipeline().front().factorBits();
    Bits entering = input("chain_in", bits);
    output("chain_out", bits).drive(ring.slice(bits - 1, 0));
    return ring.width() == bits ? entering : entering.concat(ring.slice(ring.width() - 1, bits));
  }
}
