package org.kcpfpga.rtl.stage;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.rtl.base.StreamStage;

/** The loop nest of an expand stage: which word of the buffer meets which word of the factors. */
abstract class ExpandLoops extends StreamStage {
  private final ExpandPlan plan;

  /**
   * What the loop nest says of the operation being issued.
   *
   * @param fire it issues
   * @param first it begins a sum
   * @param ends it issues and ends a sum
   * @param groupEnds it issues and is the last of its group
   * @param word address in the group
   * @param factor address in the factor memory; null where nothing is multiplied
   * @param output number of the output block
   */
  record Issue(
      Bool fire, Bool first, Bool ends, Bool groupEnds, Bits word, Bits factor, Bits output) {}

  /** The loops, outermost last, each with whether it is turned in this cycle. */
  private record Loops(
      Counter reduction,
      Counter gate,
      Bool fire,
      Bool outputEnds,
      Bool contextEnds,
      Bool blockEnds,
      Bool indexEnds,
      Bool groupEnds) {}

  ExpandLoops(Core core, ExpandPlan plan) {
    super(core, plan, plan.identity() ? null : core.pipeline().bankOf(plan.name()));
    this.plan = plan;
  }

  /** Whether the operation that comes next ends a sum is known before it issues. */
  interface Condition {
    Bool fires(Bool endsSum);
  }

  /** Output block, term block, context of it, gate block, reduction block: outermost first. */
  final Issue nest(Condition condition) {
    Bool fire = wireBool("fire");
    LoopNest nest = new LoopNest(this, plan.ranks(), fire);
    Counter reduction = nest.next("reduction", plan.reductionBlocks());
    Bool outputEnds = nest.ends();
    Counter gate = nest.next("gate", plan.gateBlocks());
    Bool contextEnds = nest.ends();
    nest.next("group_context", plan.contextsPerBlock());
    Bool blockEnds = nest.ends();
    nest.next("term_block", plan.termBlocks());
    Bool indexEnds = nest.ends();
    Counter index = nest.next("index", plan.outputBlocks());
    Bool groupEnds = nest.ends();
    fire.drive(condition.fires(reduction.last()));

    Loops loops =
        new Loops(reduction, gate, fire, outputEnds, contextEnds, blockEnds, indexEnds, groupEnds);
    return new Issue(
        fire,
        reduction.value().eq(0),
        outputEnds,
        groupEnds,
        word(loops),
        plan.identity() ? null : factor(loops),
        index.value());
  }

  /** (context block * reduction words + reduction word) * gate words + gate word. */
  private Bits word(Loops at) {
    int gateWords = plan.gated() ? plan.gateBlocks() : 1;
    Bits gate = plan.gated() ? at.gate().value() : Bits.of(0, 1);
    int width = Bits.indexWidth(plan.groupWords());
    Bits context =
        walk(
            new Walk("word_context_base", width, plan.contextBlocks()),
            at.contextEnds(),
            at.indexEnds(),
            plan.reductionWords() * gateWords);
    // the reduction word is the block, or (term * rows + o), in mode 1 (term * rows + g * size + o)
    int stride = plan.identity() ? plan.identityRows() : 1;
    Bits reduction =
        walk(
            new Walk("word_reduction_base", width, plan.reductionBlocks()),
            at.fire(),
            at.outputEnds(),
            stride * gateWords);
    Bits sum = context.plus(reduction).plus(gate);
    if (plan.identity() && !plan.selects()) {
      sum = sum.plus(identityIndex(at, width, gateWords));
    }
    return plan.groupWords() == 1 ? Bits.of(0, 1) : sum.wrapTo(width).named("word_address");
  }

  /** o * gate words, and in mode 1 + g * size. */
  private Bits identityIndex(Loops at, int width, int gateWords) {
    Bits index =
        walk(
            new Walk("word_index_base", width, plan.size()),
            at.indexEnds(),
            at.groupEnds(),
            gateWords);
    if (plan.gated()) {
      return index;
    }
    Bits gate =
        walk(
            new Walk("word_gate_base", width, plan.gateBlocks()),
            at.outputEnds(),
            at.contextEnds(),
            plan.size());
    return index.plus(gate);
  }

  /**
   * ((output block * term blocks + block) * gate blocks, unless gated, + gate) * reduction + block.
   */
  private Bits factor(Loops at) {
    int gateBlocks = plan.gated() ? 1 : plan.gateBlocks();
    int width = Bits.indexWidth(plan.factorWords());
    Bits block =
        walk(
            new Walk("factor_block_base", width, plan.outputBlocks() * plan.termBlocks()),
            at.blockEnds(),
            at.groupEnds(),
            plan.reductionBlocks() * gateBlocks);
    Bits gate =
        walk(
            new Walk("factor_gate_base", width, gateBlocks),
            at.outputEnds(),
            at.contextEnds(),
            plan.reductionBlocks());
    Bits sum = block.plus(gate).plus(at.reduction().value());
    return plan.factorWords() == 1 ? Bits.of(0, 1) : sum.wrapTo(width).named("factor_address");
  }

  /** A part of an address: a register that takes {@code count} values. */
  private record Walk(String name, int width, int count) {}

  /** Advances by a stride and returns to zero. */
  private Bits walk(Walk walk, Bool advance, Bool clear, int stride) {
    Bits zero = Bits.of(0, walk.width());
    if (walk.count() == 1) {
      return zero;
    }
    Bits at = registerInit(walk.name(), walk.width(), 0);
    Bits next = at.plus(stride).wrapTo(walk.width());
    at.next(clear.mux(zero, advance.mux(next, at)));
    return at;
  }
}
