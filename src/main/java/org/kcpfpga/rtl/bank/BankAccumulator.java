package org.kcpfpga.rtl.bank;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.rtl.base.Datapath;

/**
 * The sums of the members of a bank. An operation comes with {@code live}, the {@code word} of its
 * sum, and {@code first} if that begins; one cycle later with its {@code product}; the {@code sum}
 * is there another cycle later.
 */
final class BankAccumulator extends Datapath {
  final Bool live;
  final Bool first;
  final Bits word;
  final Signed product;
  final Bits sum;

  BankAccumulator(Core core, MultiplierBank plan) {
    super(core.module(plan.name() + "_accumulator"));
    int bits = plan.sums().bits();
    live = inputBool("live");
    first = inputBool("first");
    word = input("word", Bits.indexWidth(plan.sums().words()));
    product = inputSigned("product", plan.productBits());

    Bool adds = delayValid(live, 1, "adds_rank");
    Bits target = delay(word, 1, "target_rank");
    Ram memory = ram(core, "sums", bits, plan.sums().words());
    Signed kept = memory.read(word, live).asSigned();
    Signed held = registerSigned("sum_held", bits);
    // what the operation before adds to the same sum is on its way into the memory
    Bool again = delay(adds.and(word.eq(target)), 1, "again_rank");
    Bool begins = delay(first, 1, "begins_rank");
    Signed before = begins.mux(Signed.of(0, bits), again.mux(held, kept)).named("before");
    Signed after = before.plus(product).wrapTo(bits).named("after");
    held.next(after);
    memory.write(adds, target, after.asBits());
    sum = output("sum", bits);
    sum.drive(held.asBits());
  }

  @Override
  protected void describe(Heading text) {
    text.says("The sums of the members of a bank, in a memory: sum' = (first ? 0 : sum) + product.")
        .ports("operation: which sum, and whether it begins", "live", "first", "word")
        .ports("its product, a cycle later", "product")
        .ports("its sum, another cycle later", "sum");
  }
}
