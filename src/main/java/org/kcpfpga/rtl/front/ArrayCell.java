package org.kcpfpga.rtl.front;

import java.util.stream.IntStream;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.hdl.Value;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.Datapath;

/** A cell of the array, of one column or of two: its element, and where its factors come from. */
abstract class ArrayCell extends Datapath {
  final Signed x;

  /** What comes with the element; null where factors are held here. */
  Signed factors;

  /** What holds factors; null where they come with the elements. */
  FactorChain chain;

  private final FrontPlan plan;
  private final boolean loadable;
  private final int columns;

  ArrayCell(Core core, String name, int columns) {
    super(core.module(name));
    this.plan = core.pipeline().front();
    this.loadable = core.plan().design().loadable();
    this.columns = columns;
    this.x = inputSigned("x", plan.inputBits());
  }

  /** Drives the partial sums that come in. */
  abstract void north(Bits sums);

  /** The partial sums that leave. */
  abstract Value south();

  /** The ports that all cells have; {@code given}: what comes with an element. */
  final Heading cellPorts(Heading text, String given) {
    return text.ports("element", "x")
        .ports(given, "factor*")
        .ports(
            "factors held here: part of a chain that moves while a model is loaded",
            "load",
            "chain_*")
        .ports("number of the next beat", "beat");
  }

  /** Declares what brings the factors: f0 of a single column, f1 * 2^factorBits + f0 of two. */
  final Signed factors(String name) {
    FrontPlan.Cell cell = new FrontPlan.Cell(0, columns);
    if (!loadable) {
      factors = inputSigned(name, plan.factorBits(cell));
      return factors;
    }
    Bits held = register("held_factors", columns * plan.folds() * plan.factorBits());
    chain = chain();
    return held(name, held);
  }

  private FactorChain chain() {
    Bits in = input("chain_in", plan.factorBits());
    Bits out = output("chain_out", plan.factorBits());
    Bool load = inputBool("load");
    Bits beat = plan.folded() ? input("beat", Bits.indexWidth(plan.folds())) : null;
    return new FactorChain(load, beat, in, out);
  }

  /**
   * The factors of the element that comes, of those that a loadable core holds here: a part of the
   * chain through all cells, which moves while a model is loaded and never else. So nothing that
   * ends a frame early, such as a reset, can turn the model.
   */
  private Signed held(String name, Bits held) {
    int bits = plan.factorBits();
    int heldBits = held.width();
    chain.out().drive(held.slice(bits - 1, 0));
    Bits entering = chain.in();
    Bits loaded = heldBits == bits ? entering : entering.concat(held.slice(heldBits - 1, bits));
    held.next(chain.load().mux(loaded, held));
    if (!plan.folded()) {
      return ofBeat(held, 0);
    }
    Signed first = ofBeat(held, 0);
    Signed chosen = registerSigned(name, first.width());
    chosen.next(
        Signed.select(
            chain.beat(),
            IntStream.range(0, plan.folds()).mapToObj(beat -> ofBeat(held, beat)).toList()));
    return chosen;
  }

  private Signed ofBeat(Bits held, int beat) {
    int bits = plan.factorBits();
    Signed low = token(held, beat, bits);
    return columns == 1 ? low : token(held, plan.folds() + beat, bits).shiftLeft(bits).plus(low);
  }
}
