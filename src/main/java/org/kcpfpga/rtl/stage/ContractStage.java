package org.kcpfpga.rtl.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.LutRam;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.rtl.base.CreditCounter;
import org.kcpfpga.rtl.base.Requantiser;
import org.kcpfpga.rtl.base.StreamStage;

/**
 * An output-stationary contract stage. Ranks: 0 issue, 1 operand and factor at the bank, 2 product,
 * 3 accumulated result, rounded and pushed.
 */
public final class ContractStage extends StreamStage {
  private final ContractPlan plan;

  /** What the loop nest says of the operation being issued. */
  private record Issue(
      Bool fire, Bool firstIndex, Bool lastIndex, Bool lastFold, Bits factor, Bits accumulator) {}

  /** {@code flagBits}: side-band of the beats that it reads and of those that it pushes. */
  public ContractStage(Core core, ContractPlan plan, int flagBits, Channel out) {
    super(core, plan, core.pipeline().bankOf(plan.name()));
    this.plan = plan;
    Bool valid = reader.valid();
    int tokenBits = plan.beatTokens() * plan.inputBits();
    Bits data = reader.data(tokenBits + flagBits);

    CreditCounter credits = credits("credits", out);
    credits.giveBack.drive(outCredit());
    Issue issue = nest(valid, credits.available);
    Bool emits = issue.fire().and(issue.lastIndex()).named("emits");
    credits.spend.drive(emits);
    reader.pop().drive(issue.fire().and(issue.lastFold()));

    List<Signed> products = products(core, issue, data.slice(tokenBits - 1, 0));
    Requantiser round = requantiser(core, plan.outputTokens(), plan.sumBits(), plan.outputBits());
    int rounding = plan.ranks().rounding();
    Bool summed = delayValid(emits, plan.sumRank(), "emits_rank");
    round.valid.drive(summed);
    round.sums.drive(accumulate(issue, products));
    Bits results = round.results;
    if (flagBits > 0) {
      Bits flags = data.slice(data.width() - 1, tokenBits);
      results = Bits.pack(List.of(results, delay(flags, plan.latency(), "flags_rank")));
    }
    push(delayValid(summed, rounding, "emits_rank", plan.sumRank()), results);
    clips(round);
  }

  @Override
  protected void describe(Heading text) {
    text.says(
            "Contracts "
                + plan.side().name().toLowerCase(Locale.ROOT)
                + " mode "
                + plan.mode()
                + ": multiplies each token by its factors, adds every product to a sum of its own,"
                + " and rounds and pushes the sums after the last index. rankN is N cycles behind"
                + " issue.")
        .parameter("size", plan.size())
        .parameter("terms", plan.terms())
        .parameter("multipliers", plan.multipliers())
        .parameter("operations of a beat", plan.folds())
        .parameter("sums", plan.accumulatorWords() * plan.outputTokens());
    if (plan.indexLanes() > 1) {
      text.parameter("indices of a beat", plan.indexLanes());
    }
    stagePorts(text);
  }

  /** Index block, term block, beat of the block, fold: outermost first. */
  private Issue nest(Bool valid, Bool available) {
    Bool fire = wireBool("fire");
    LoopNest loops = new LoopNest(this, plan.ranks(), fire);
    Counter fold = loops.next("fold", plan.folds());
    loops.next("beat", plan.beatsPerBlock());
    Bool blockEnds = loops.ends();
    loops.next("term_block", plan.termBlocks());
    Counter index = loops.next("index", plan.indexBlocks());
    Bool wants = valid.and(available.or(index.last().not())).named("wants");
    fire.drive(multipliers.granted(wants));

    Counter accumulator = counter("accumulator_address", plan.accumulatorWords(), fire);
    Bits factor = factorAddress(fold, blockEnds, loops.ends());
    return new Issue(
        fire, index.value().eq(0), index.last(), fold.last(), factor, accumulator.value());
  }

  /**
   * (index block * term blocks + block) * folds + fold; the part before the fold is kept in a
   * register.
   */
  private Bits factorAddress(Counter fold, Bool blockEnds, Bool groupEnds) {
    int width = Bits.indexWidth(plan.factorWords());
    if (plan.factorWords() == 1) {
      return Bits.of(0, width);
    }
    Bits base = registerInit("factor_base", width, 0);
    Bits next = base.plus(plan.folds()).wrapTo(width);
    Bits advanced = blockEnds.mux(next, base);
    base.next(groupEnds.mux(Bits.of(0, width), advanced));
    return base.plus(fold.value()).wrapTo(width).named("factor_address");
  }

  private List<Signed> products(Core core, Issue issue, Bits tokens) {
    Bits factors =
        factors(core, plan, plan.factorEntries() * plan.factorBits(), plan.factorWords())
            .read(issue.factor(), issue.fire())
            .named("factor_word");
    Bits operand = register("operand", tokens.width());
    operand.next(issue.fire().mux(tokens, operand));

    IntFunction<Signed> token = tokens(operand, plan.inputBits());
    IntFunction<Signed> factor = tokens(factors, plan.factorBits());
    int tokensPerTerm = plan.tokenLanes() / plan.termsPerWord();
    int entries = plan.factorEntries() / plan.indexLanes();
    for (int t = 0; t < plan.tokenLanes(); t++) {
      for (int lane = 0; lane < plan.fanLanes(); lane++) {
        int entry = t / tokensPerTerm * plan.fanLanes() + lane;
        for (int index = 0; index < plan.indexLanes(); index++) {
          Signed operandOf = token.apply(index * plan.tokenLanes() + t);
          multipliers.multiply(operandOf, factor.apply(index * entries + entry));
        }
      }
    }
    return added(multipliers.products());
  }

  /** The products of the indices of a beat, added. */
  private List<Signed> added(List<Signed> products) {
    int lanes = plan.indexLanes();
    if (lanes == 1) {
      return products;
    }
    List<Signed> sums = new ArrayList<>();
    for (int i = 0; i < plan.outputTokens(); i++) {
      List<Signed> own = products.subList(i * lanes, (i + 1) * lanes);
      sums.add(tree(own, plan.tree(), plan.ranks().adders(), "tree" + i));
    }
    return sums;
  }

  /** Adds every product to its own accumulator; the sums are those one cycle after the products. */
  private Bits accumulate(Issue issue, List<Signed> products) {
    if (multipliers.accumulates()) {
      return multipliers.accumulate(
          plan.name(), issue.firstIndex(), issue.accumulator(), plan.sumBits());
    }
    if (plan.indexBlocks() == 1) {
      List<Signed> sums = products.stream().map(p -> p.widenTo(plan.sumBits())).toList();
      return delay(Bits.pack(sums), 1, "sums_rank");
    }
    int rank = plan.sumRank() - 1;
    Bool live = delayValid(issue.fire(), rank, "fire_rank");
    Bool first = delay(issue.firstIndex(), rank, "first_rank");
    Bits address = delay(issue.accumulator(), rank, "accumulator_rank");
    LutRam memory =
        lutram("accumulators", products.size() * plan.sumBits(), plan.accumulatorWords());
    Bits before = memory.read(address).named("accumulated");
    List<Signed> sums = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      Signed zero = Signed.of(0, plan.sumBits());
      Signed old = first.mux(zero, token(before, i, plan.sumBits()));
      sums.add(old.plus(products.get(i)).wrapTo(plan.sumBits()));
    }
    Bits packed = Bits.pack(sums).named("accumulating");
    memory.write(live, address, packed);
    return delay(packed, 1, "sums_rank");
  }
}
