package org.kcpfpga.rtl;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Rom;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Latency;
import org.kcpfpga.plan.Side;

/**
 * An expand stage. Ranks: 0 issue, 1 token word and factor, 2 products, (tree,) 3 accumulated
 * result, 4 requantised and pushed; the last mode pushes its exact sums from rank 3.
 */
final class ExpandStage extends Datapath {
  private final Core core;
  private final ExpandPlan plan;

  /** What the loop nest says of the operation being issued. */
  private record Issue(Bool fire, Bool first, Bool last, Bool groupEnds, Bits word, Bits factor) {}

  ExpandStage(Core core, ExpandPlan plan, Channel in, Channel out) {
    super(core.module(plan.name()));
    this.core = core;
    this.plan = plan;
    int rank = Latency.MAC - 1 + (plan.reductionLanes() > 1 ? Latency.TREE : 0);
    Bool credit = inputBool("out_credit");
    CreditCounter credits = credits(core, "credits", out);
    credits.bool("give_back").drive(credit);

    boolean starts = plan.side() == Side.HIDDEN && plan.mode() == 1;
    Bool stepValid = starts ? inputBool("step_valid") : Bool.of(true);
    Bool stepStart = starts ? inputBool("step_start") : Bool.of(false);

    GroupBuffer buffer = instance("buffer", () -> new GroupBuffer(core, plan, in));
    buffer.bool("in_valid").drive(inputBool("in_valid"));
    buffer
        .bits("in_data")
        .drive(input("in_data", plan.wordTokens() * plan.inputBits() + in.flagBits()));
    outputBool("in_pop").drive(buffer.bool("in_pop"));
    if (in.flagBits() == 2) {
      buffer.bool("step_room").drive(inputBool("step_room"));
      outputBool("commit").drive(buffer.bool("commit"));
      outputBool("commit_start").drive(buffer.bool("commit_start"));
      outputBool("dropped").drive(buffer.bool("dropped"));
    }

    Bool ready = buffer.bool("group_valid").and(stepValid).named("group_ready");
    Issue issue = nest(ready, credits.bool("available"));
    Bool emits = issue.fire().and(issue.last()).named("emits");
    credits.bool("spend").drive(emits);
    buffer.bool("read").drive(issue.fire());
    buffer.bits("read_word").drive(issue.word());
    buffer.bool("group_done").drive(issue.groupEnds());
    if (starts) {
      outputBool("step_done").drive(issue.groupEnds());
    }

    Bits word = buffer.bits("word");
    Bits tokens = word;
    if (starts) {
      Bool blank = delay(stepStart, 1, "blank_rank");
      tokens = blank.mux(Bits.of(0, word.width()), word).named("tokens");
    }
    Bits sums = accumulate(issue, products(issue, tokens), rank);
    push(sums, delayValid(emits, rank, "emits_rank"), in.flagBits() > 0, buffer, rank);
  }

  /** Output o, term block, context of the block, gate block, reduction block: outermost first. */
  private Issue nest(Bool ready, Bool available) {
    Bool fire = wireBool("fire");
    Counter reduction = counter("reduction", plan.reductionBlocks(), fire);
    Bool outputEnds = fire.and(reduction.last()).named("output_ends");
    Counter gate = counter("gate", plan.gateBlocks(), outputEnds);
    Bool contextEnds = outputEnds.and(gate.last()).named("context_ends");
    Counter context = counter("group_context", plan.contextsPerBlock(), contextEnds);
    Bool blockEnds = contextEnds.and(context.last()).named("block_ends");
    Counter block = counter("term_block", plan.termBlocks(), blockEnds);
    Bool indexEnds = blockEnds.and(block.last()).named("index_ends");
    Counter index = counter("index", plan.size(), indexEnds);
    Bool groupEnds = indexEnds.and(index.last()).named("group_ends");
    fire.drive(ready.and(available.or(reduction.last().not())));

    int gateWords = plan.gated() ? plan.gateBlocks() : 1;
    Bits word =
        address(
            "word",
            plan.groupWords(),
            new Walk("context", contextEnds, indexEnds, plan.reductionBlocks() * gateWords),
            new Walk("reduction", fire, outputEnds, gateWords),
            plan.gated() ? gate.value() : Bits.of(0, 1));
    int gateFactors = plan.gated() ? 1 : plan.gateBlocks();
    Bits factor =
        address(
            "factor",
            plan.factorWords(),
            new Walk("block", blockEnds, groupEnds, plan.reductionBlocks() * gateFactors),
            new Walk(
                "gate",
                plan.gated() ? Bool.of(false) : outputEnds,
                contextEnds,
                plan.reductionBlocks()),
            reduction.value());
    return new Issue(fire, reduction.value().eq(0), reduction.last(), groupEnds, word, factor);
  }

  /** A part of an address: a register that advances by a stride and returns to zero. */
  private record Walk(String name, Bool advance, Bool clear, int stride) {}

  private Bits address(String name, int words, Walk outer, Walk inner, Bits offset) {
    int width = Bits.indexWidth(words);
    Bits sum = walk(name, width, outer).plus(walk(name, width, inner)).plus(offset);
    return sum.wrapTo(width).named(name + "_address");
  }

  private Bits walk(String name, int width, Walk walk) {
    Bits at = registerInit(name + "_" + walk.name() + "_base", width, 0);
    Bits next = at.plus(walk.stride()).wrapTo(width);
    at.next(walk.clear().mux(Bits.of(0, width), walk.advance().mux(next, at)));
    return at;
  }

  /** Products by output (context, gate), each a list over the reduction lanes. */
  private List<List<Signed>> products(Issue issue, Bits tokens) {
    Rom memory =
        rom(
            "factors",
            plan.factorEntries() * plan.factorBits(),
            plan.factorWords(),
            FactorImages.name(core, plan));
    Bits factors = memory.read(issue.factor(), issue.fire()).named("factor_word");
    int contextsPerTerm = plan.contextLanes() / plan.termsPerWord();
    int gates = plan.gateLanes();
    int lanes = plan.reductionLanes();
    List<List<Signed>> outputs = new ArrayList<>();
    for (int context = 0; context < plan.contextLanes(); context++) {
      for (int gate = 0; gate < gates; gate++) {
        List<Signed> products = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
          int position = context * lanes + lane;
          int slot = plan.gated() ? position * gates + gate : position;
          int term = context / contextsPerTerm;
          int entry = (plan.gated() ? term : term * gates + gate) * lanes + lane;
          Signed product =
              token(tokens, slot, plan.inputBits()).times(token(factors, entry, plan.factorBits()));
          products.add(delay(product, 1, "product_c" + context + "_g" + gate + "_r" + lane + "_"));
        }
        outputs.add(products);
      }
    }
    return outputs;
  }

  private Bits accumulate(Issue issue, List<List<Signed>> products, int rank) {
    Bool first = delay(issue.first(), rank - 1, "first_rank");
    Bool live = delayValid(issue.fire(), rank - 1, "fire_rank");
    List<Signed> totals = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      Signed sum = sum(products.get(i));
      if (plan.reductionLanes() > 1) {
        sum = delay(sum, 1, "tree" + i + "_");
      }
      Signed total = registerSigned("total" + i, plan.sumBits());
      Signed before = first.mux(Signed.of(0, plan.sumBits()), total);
      total.next(live.mux(before.plus(sum).wrapTo(plan.sumBits()), total));
      totals.add(total);
    }
    return Bits.pack(totals);
  }

  private void push(Bits sums, Bool valid, boolean flagged, GroupBuffer buffer, int rank) {
    Bits results = sums;
    Bool pushes = valid;
    int ranks = rank;
    if (!plan.last()) {
      Requantiser.Format format =
          new Requantiser.Format(
              plan.name() + "_requantiser",
              plan.outputTokens(),
              plan.sumBits(),
              Scales.expand(core.model(), plan),
              plan.outputBits());
      Requantiser round = instance("requantiser", () -> new Requantiser(core, format));
      round.bool("valid").drive(valid);
      round.bits("sums").drive(sums);
      results = round.bits("results");
      pushes = round.bool("valid_out");
      ranks = rank + 1;
      output("clips", round.bits("clips").width()).drive(round.bits("clips"));
    }
    if (flagged) {
      Bool start = delay(buffer.bool("group_start"), ranks, "start_rank");
      results = Bits.pack(List.of(results, start));
    }
    outputBool("push").drive(pushes);
    output("push_data", results.width()).drive(results);
  }
}
