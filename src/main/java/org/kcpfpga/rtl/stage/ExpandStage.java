package org.kcpfpga.rtl.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Side;
import org.kcpfpga.rtl.base.CreditCounter;
import org.kcpfpga.rtl.base.Requantiser;
import org.kcpfpga.rtl.base.Source;

/**
 * An expand stage. Ranks: 0 issue, 1 token word and factor at the bank, 2 products, (tree,) 3
 * accumulated result, rounded and pushed; the last mode pushes its exact sums. Where U is the
 * identity, rank 2 is the token, or the sum of those of all terms, and that is pushed.
 */
public final class ExpandStage extends ExpandLoops {
  private final Core core;
  private final ExpandPlan plan;
  private GroupBuffer groups;
  private StepMaker maker;
  private StepTaker taker;

  public ExpandStage(Core core, ExpandPlan plan, Channel in, Channel out) {
    super(core, plan);
    this.core = core;
    this.plan = plan;
    CreditCounter credits = credits("credits", out);
    credits.giveBack.drive(outCredit());

    TokenBuffer buffer = buffer(in.flagBits());
    Bool ready = taker == null ? buffer.groupValid() : taker.ready();
    Issue issue = issue(ready, credits.available);
    Bool emits = issue.ends().named("emits");
    credits.spend.drive(emits);
    buffer.read().read().drive(issue.fire());
    buffer.read().number().drive(issue.word());
    Bool stepEnds = stepEnds(issue.groupEnds());
    // in every pass the hidden side reads another group, and the input side the same
    buffer.groupDone().drive(taker == null ? stepEnds : issue.groupEnds());
    if (taker != null) {
      taker.ends(stepEnds);
    }

    Bits tokens = taker == null ? buffer.read().word() : taker.tokens();
    Bits sums = plan.identity() ? relabel(issue, tokens) : accumulate(issue, tokens);
    push(sums, delayValid(emits, plan.sumRank(), "emits_rank"));
  }

  @Override
  protected void describe(Heading text) {
    text.says(
            "Expands "
                + plan.side().name().toLowerCase(Locale.ROOT)
                + " mode "
                + plan.mode()
                + ": reads a group of latents once for each output, "
                + (plan.identity()
                    ? "whose token it is"
                    : "multiplies them by its factors and adds the products up")
                + (plan.requantises() ? ", rounds" : "")
                + " and pushes. rankN is N cycles behind issue.")
        .parameter("size", plan.size())
        .parameter("gates", plan.gates())
        .parameter("terms", plan.terms())
        .parameter("multipliers", plan.multipliers())
        .parameter("words of a group", plan.groupWords());
    stagePorts(text);
  }

  /** The operation that ends a group is that of the step's last pass. */
  private Bool stepEnds(Bool groupEnds) {
    Counter pass = counter("pass", plan.passes(), groupEnds);
    return plan.passes() == 1 ? groupEnds : groupEnds.and(pass.last()).named("step_ends");
  }

  /** The part of the first stage of the input side; an error in any other. */
  public StepMaker maker() {
    return part(maker, "steps to commit");
  }

  /** The part of the first stage of the hidden side; an error in any other. */
  public StepTaker taker() {
    return part(taker, "steps to take");
  }

  /** The buffer, with the ports that pass through this stage. */
  private TokenBuffer buffer(int flagBits) {
    if (plan.side() == Side.HIDDEN && plan.mode() == 1) {
      SequenceBuffer places = instance("buffer", () -> new SequenceBuffer(core, plan, flagBits));
      read(places, flagBits);
      taker = new StepTaker(this, places);
      return places;
    }
    groups = instance("buffer", () -> new GroupBuffer(core, plan, flagBits));
    read(groups, flagBits);
    if (plan.side() == Side.INPUT && plan.mode() == 1) {
      maker = new StepMaker(this, groups, core.pipeline().recurrent());
    }
    return groups;
  }

  private void read(TokenBuffer buffer, int flagBits) {
    int width = plan.wordTokens() * plan.inputBits() + flagBits;
    buffer.in().connect(new Source(reader.valid(), reader.data(width), reader.pop()));
  }

  /** An operation wants to issue when its tokens are ready and the push it leads to has room. */
  private Issue issue(Bool ready, Bool available) {
    return nest(
        endsSum -> {
          Bool wants = ready.and(available.or(endsSum.not())).named("wants");
          return plan.identity() ? wants : multipliers.granted(wants);
        });
  }

  /** Outputs (gate): the token of each, added over the terms in the last mode. */
  private Bits relabel(Issue issue, Bits tokens) {
    List<Signed> outputs = new ArrayList<>();
    if (plan.selects()) {
      Bits output = delay(issue.output(), 1, "output_rank");
      return totals(issue, new TokenSelect(plan, tokens).outputs(output), 1);
    }
    for (int gate = 0; gate < plan.gateLanes(); gate++) {
      outputs.add(token(tokens, gate, plan.inputBits()));
    }
    return totals(issue, outputs, 1);
  }

  /** Outputs (output lane, context, gate): products, added over the reduction lanes and blocks. */
  private Bits accumulate(Issue issue, Bits tokens) {
    Bits factors =
        factors(core, plan, plan.factorEntries() * plan.factorBits(), plan.factorWords())
            .read(issue.factor(), issue.fire())
            .named("factor_word");
    IntFunction<Signed> token = tokens(tokens, plan.inputBits());
    IntFunction<Signed> factor = tokens(factors, plan.factorBits());
    int entries = plan.factorEntries() / plan.outputLanes();
    for (int output = 0; output < plan.outputLanes(); output++) {
      int first = output * entries;
      multiply(token, entry -> factor.apply(first + entry));
    }
    int lanes = plan.reductionLanes();
    List<Signed> products = multipliers.products();
    if (multipliers.accumulates()) {
      return multipliers.accumulate(plan.name(), issue.first(), Bits.of(0, 1), plan.sumBits());
    }
    List<Signed> outputs = new ArrayList<>();
    for (int i = 0; i < plan.outputTokens(); i++) {
      List<Signed> added = products.subList(i * lanes, (i + 1) * lanes);
      outputs.add(tree(added, plan.tree(), plan.ranks().adders(), "tree" + i));
    }
    return totals(issue, outputs, plan.sumRank() - 1);
  }

  /** Puts the products of an output on the multipliers, order (context, gate, reduction). */
  private void multiply(IntFunction<Signed> token, IntFunction<Signed> factor) {
    int contextsPerTerm = plan.contextLanes() / plan.termsPerWord();
    int gates = plan.gateLanes();
    int lanes = plan.reductionLanes();
    for (int context = 0; context < plan.contextLanes(); context++) {
      for (int gate = 0; gate < gates; gate++) {
        for (int lane = 0; lane < lanes; lane++) {
          int position = context * lanes + lane;
          int slot = plan.gated() ? position * gates + gate : position;
          int term = context / contextsPerTerm;
          int entry = (plan.gated() ? term : term * gates + gate) * lanes + lane;
          multipliers.multiply(token.apply(slot), factor.apply(entry));
        }
      }
    }
  }

  /** The sums over the operations of an output; those of one operation are there at this rank. */
  private Bits totals(Issue issue, List<Signed> parts, int rank) {
    int bits = plan.sumBits();
    List<Signed> totals = new ArrayList<>();
    if (plan.reductionBlocks() == 1) {
      for (int i = 0; i < parts.size(); i++) {
        totals.add(delay(parts.get(i).wrapTo(bits), 1, "total" + i + "_"));
      }
      return Bits.pack(totals);
    }
    Bool first = delay(issue.first(), rank, "first_rank");
    Bool live = delayValid(issue.fire(), rank, "fire_rank");
    for (int i = 0; i < parts.size(); i++) {
      Signed total = registerSigned("total" + i, bits);
      Signed before = first.mux(Signed.of(0, bits), total);
      total.next(live.mux(before.plus(parts.get(i)).wrapTo(bits), total));
      totals.add(total);
    }
    return Bits.pack(totals);
  }

  private void push(Bits sums, Bool summed) {
    Bits results = sums;
    Bool valid = summed;
    if (plan.requantises()) {
      Requantiser round = requantiser(core, plan.outputTokens(), plan.sumBits(), plan.outputBits());
      round.valid.drive(summed);
      round.sums.drive(sums);
      results = round.results;
      valid = delayValid(summed, plan.ranks().rounding(), "emits_rank", plan.sumRank());
      clips(round);
    }
    if (plan.side() == Side.INPUT) {
      Bits flags = delay(groups.groupFlags(), plan.latency(), "flags_rank");
      results = Bits.pack(List.of(results, flags));
    }
    push(valid, results);
  }
}
