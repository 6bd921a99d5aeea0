package org.kcpfpga.rtl.front;

import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.hdl.Value;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.rtl.base.Datapath;

/**
 * Two cells of the array on one multiplier: x * (f1 * 2^field + f0) is added to s1 * 2^field + s0.
 *
 * <p>The field is as wide as a product. The sum s0 needs more, and what it has too much is in s1.
 * It is counted: a product is at most a quarter of the field, so that with each the two top bits of
 * the field go at most one step, and a step from 3 to 0, or back, is one more, or less, of what s0
 * has above its field: s0 = carry * 2^field + field.
 */
final class FrontPair extends ArrayCell {
  private final FrontPlan plan;
  private final Signed pairIn;
  private final Signed pairOut;
  private final Signed carryIn;
  private final Signed carryOut;

  FrontPair(Core core) {
    super(core, "front_pair", 2);
    plan = core.pipeline().front();
    pairIn = inputSigned("pair_in", plan.pairBits());
    carryIn = inputSigned("carry_in", plan.carryBits());
    Signed exact = x.times(apart(factors("factors"))).named("products");
    Signed products = delay(exact, plan.ranks().front(), "products_rank");
    Signed pair = registerSigned("pair", plan.pairBits());
    pair.next(pairIn.plus(products).wrapTo(plan.pairBits()));
    pairOut = outputSigned("pair_out", plan.pairBits());
    pairOut.drive(pair);

    Signed carry = delay(carryIn, 1, "carry_before");
    Signed step = step(delay(top(pairIn), 1, "top_before"), top(pair));
    carryOut = outputSigned("carry_out", plan.carryBits());
    carryOut.drive(carry.plus(step).wrapTo(plan.carryBits()));
  }

  @Override
  protected void describe(Heading text) {
    cellPorts(
            text.says(
                    "Two cells of the array on one multiplier: pair_out' = pair_in + x *"
                        + " (f1 * 2^field + f0). The lower sum is carry * 2^field + field, the"
                        + " upper what is above the field less carry.")
                .parameter("field", plan.fieldBits()),
            "factors of this beat, f1 * 2^" + plan.factorBits() + " + f0")
        .ports("partial sums from the north, and to the south", "pair_*", "carry_*");
  }

  /** f1 * 2^factorBits + f0 with a field for the product of f0: f1 * 2^field + f0. */
  private Signed apart(Signed factors) {
    int bits = plan.factorBits();
    Bits upper = factors.slice(factors.width() - 1, bits);
    Signed lower = Datapath.token(factors.asBits(), 0, bits).widenTo(plan.fieldBits());
    return upper.concat(lower.asBits()).asSigned();
  }

  /** The two top bits of the field. */
  private Bits top(Signed pair) {
    return pair.slice(plan.fieldBits() - 1, plan.fieldBits() - 2);
  }

  /** 1 where the field has come round at its end, -1 where at its beginning, else 0. */
  private static Signed step(Bits before, Bits after) {
    Bool up = before.eq(3).and(after.eq(0)).named("up");
    Bool down = before.eq(0).and(after.eq(3)).named("down");
    return Bits.pack(List.of(up.or(down), down)).asSigned();
  }

  @Override
  void north(Bits sums) {
    pairIn.drive(sums.slice(plan.pairBits() - 1, 0).asSigned());
    carryIn.drive(sums.slice(sums.width() - 1, plan.pairBits()).asSigned());
  }

  @Override
  Value south() {
    return Bits.pack(List.of(pairOut, carryOut));
  }

  /** s0 and s1 of what leaves the last row. */
  static List<Signed> sums(FrontPlan plan, Bits south) {
    int field = plan.fieldBits();
    int bits = plan.columnBits();
    Signed carry = south.slice(south.width() - 1, plan.pairBits()).asSigned();
    Signed upper = south.slice(plan.pairBits() - 1, field).asSigned();
    Signed lower = carry.asBits().concat(south.slice(field - 1, 0)).asSigned();
    return List.of(lower.wrapTo(bits), upper.minus(carry).wrapTo(bits));
  }
}
