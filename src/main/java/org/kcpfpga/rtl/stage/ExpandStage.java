package org.kcpfpga.rtl.stage;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.FactorImages;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Side;
import org.kcpfpga.rtl.base.CreditCounter;
import org.kcpfpga.rtl.base.MultiplierPort;
import org.kcpfpga.rtl.base.Requantiser;
import org.kcpfpga.rtl.base.Shift;

/**
 * An expand stage. Ranks: 0 issue, 1 token word and factor at the bank, 2 products, (tree,) 3
 * accumulated result, rounded and pushed; the last mode pushes its exact sums. Where U is the
 * identity, rank 2 is the token, or the sum of those of all terms, and that is pushed.
 */
public final class ExpandStage extends ExpandLoops {
  private final Core core;
  private final ExpandPlan plan;
  private final MultiplierPort multipliers;

  public ExpandStage(Core core, ExpandPlan plan, Channel in, Channel out) {
    super(core.module(plan.name()), plan);
    this.core = core;
    this.plan = plan;
    this.multipliers =
        plan.identity() ? null : new MultiplierPort(this, core.pipeline().bankOf(plan.name()));
    CreditCounter credits = credits(core, "credits", out);
    credits.bool("give_back").drive(inputBool("out_credit"));

    TokenBuffer buffer = buffer(in.flagBits());
    Bool ready = buffer.bool("group_valid");
    if (startsHidden()) {
      ready = ready.and(inputBool("step_valid")).named("step_ready");
    }
    Issue issue = issue(ready, credits.bool("available"));
    Bool emits = issue.fire().and(issue.last()).named("emits");
    credits.bool("spend").drive(emits);
    buffer.bool("read").drive(issue.fire());
    buffer.bits("read_word").drive(issue.word());
    buffer.bool("group_done").drive(issue.groupEnds());
    if (startsHidden()) {
      outputBool("step_done").drive(issue.groupEnds());
    }

    Bits tokens = tokens(buffer);
    Bits sums = plan.identity() ? relabel(issue, tokens) : accumulate(issue, tokens);
    push(sums, delayValid(emits, plan.latency(), "emits_rank"), buffer);
  }

  /** The first stage of the hidden side, which waits for committed steps. */
  private boolean startsHidden() {
    return plan.side() == Side.HIDDEN && plan.mode() == 1;
  }

  private boolean startsInput() {
    return plan.side() == Side.INPUT && plan.mode() == 1;
  }

  /** The buffer, with the ports that pass through this stage. */
  private TokenBuffer buffer(int flagBits) {
    TokenBuffer buffer =
        instance(
            "buffer",
            () ->
                startsHidden()
                    ? new SequenceBuffer(core, plan, flagBits)
                    : new GroupBuffer(core, plan, flagBits));
    buffer.bool("in_valid").drive(inputBool("in_valid"));
    buffer.bits("in_data").drive(input("in_data", plan.wordTokens() * plan.inputBits() + flagBits));
    outputBool("in_pop").drive(buffer.bool("in_pop"));
    if (startsInput()) {
      outputBool("dropped").drive(buffer.bool("dropped"));
    }
    if (startsInput() && core.pipeline().recurrent()) {
      Bits step = buffer.bits("commit_step");
      buffer.bool("step_room").drive(inputBool("step_room"));
      outputBool("commit").drive(buffer.bool("commit"));
      output("commit_step", step.width()).drive(step);
      buffer.bool("state_loaded").drive(inputBool("state_loaded"));
      if (step.width() > 1) {
        buffer.bits("loaded_sequence").drive(input("loaded_sequence", step.width() - 1));
      }
    }
    if (startsHidden()) {
      places(buffer, flagBits);
    }
    return buffer;
  }

  private void places(TokenBuffer buffer, int flagBits) {
    buffer.bool("place_emptied").drive(inputBool("place_emptied"));
    outputBool("all_full").drive(buffer.bool("all_full"));
    if (plan.places() > 1) {
      buffer.bits("step_sequence").drive(input("step_sequence", flagBits));
      buffer.bits("emptied_sequence").drive(input("emptied_sequence", flagBits));
    }
  }

  /** An operation wants to issue when its tokens are ready and the push it leads to has room. */
  private Issue issue(Bool ready, Bool available) {
    return nest(
        endsSum -> {
          Bool wants = ready.and(available.or(endsSum.not())).named("wants");
          return plan.identity() ? wants : multipliers.granted(wants);
        });
  }

  /** The word that was read; before the first step of a sequence every token is zero. */
  private Bits tokens(TokenBuffer buffer) {
    Bits word = buffer.bits("word");
    if (!startsHidden()) {
      return word;
    }
    Bool blank = delay(inputBool("step_start"), 1, "blank_rank");
    return blank.mux(Bits.of(0, word.width()), word).named("tokens");
  }

  /** Outputs (gate): the token of each, added over the terms in the last mode. */
  private Bits relabel(Issue issue, Bits tokens) {
    List<Signed> outputs = new ArrayList<>();
    for (int gate = 0; gate < plan.gateLanes(); gate++) {
      outputs.add(token(tokens, gate, plan.inputBits()));
    }
    return totals(issue, outputs, 1);
  }

  /** Outputs (context, gate): products, added over the reduction lanes and blocks. */
  private Bits accumulate(Issue issue, Bits tokens) {
    Bits factors =
        modelWord(
                core,
                "factors",
                plan.factorEntries() * plan.factorBits(),
                plan.factorWords(),
                FactorImages.name(core, plan),
                issue.factor(),
                issue.fire())
            .named("factor_word");
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
          multipliers.multiply(
              token(tokens, slot, plan.inputBits()), token(factors, entry, plan.factorBits()));
        }
      }
    }
    List<Signed> products = multipliers.products();
    if (multipliers.accumulates()) {
      return multipliers.accumulate(plan.name(), issue.first(), Bits.of(0, 1), plan.sumBits());
    }
    List<Signed> outputs = new ArrayList<>();
    for (int i = 0; i < plan.outputTokens(); i++) {
      Signed sum = sum(products.subList(i * lanes, (i + 1) * lanes));
      outputs.add(plan.tree() ? delay(sum, 1, "tree" + i + "_") : sum);
    }
    return totals(issue, outputs, plan.latency() - 1);
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

  private void push(Bits sums, Bool valid, TokenBuffer buffer) {
    Bits results = sums;
    if (plan.requantises()) {
      Requantiser.Format format =
          new Requantiser.Format(
              plan.name() + "_requantiser",
              plan.outputTokens(),
              plan.sumBits(),
              Shift.ofStage(core, plan.name()),
              plan.outputBits());
      Requantiser round = requantiser(core, "requantiser", format);
      round.bool("valid").drive(valid);
      round.bits("sums").drive(sums);
      results = round.bits("results");
      output("clips", round.bits("clips").width()).drive(round.bits("clips"));
    }
    if (plan.side() == Side.INPUT) {
      Bits flags = delay(buffer.bits("group_flags"), plan.latency(), "flags_rank");
      results = Bits.pack(List.of(results, flags));
    }
    outputBool("push").drive(valid);
    output("push_data", results.width()).drive(results);
  }
}
