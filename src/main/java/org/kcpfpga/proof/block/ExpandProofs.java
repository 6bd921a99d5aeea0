package org.kcpfpga.proof.block;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Side;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;

/** Proofs about the expand stages, each with its buffer, between any channels. */
final class ExpandProofs {
  private final Dut subject;
  private final Pipeline pipeline;

  ExpandProofs(Dut subject) {
    this.subject = subject;
    this.pipeline = subject.pipeline();
  }

  List<Proof> all() {
    List<Proof> proofs = new ArrayList<>();
    for (List<ExpandPlan> side : List.of(pipeline.input().expand(), pipeline.hidden().expand())) {
      side.forEach(plan -> proofs.addAll(of(plan, pipeline.fedBy(plan))));
    }
    return proofs;
  }

  private List<Proof> of(ExpandPlan plan, Channel out) {
    // results leave as the operations of k cycles before, so that k of them settle the pipeline
    int settled = plan.latency() + 2;
    boolean places = plan.awaits();
    int run = (places ? 1 : 2) * plan.groupCycles();
    int results = run / plan.reductionBlocks();
    int turn = CreditTurn.of(out, plan.latency(), results);
    int most = Math.max(run, results * turn);
    int fill = 2 * plan.groupWords();
    String flow = setting(plan, out).text();
    String rate =
        setting(plan, out).constant("RUN", run).constant("MOST", most).define("COVER", "").text();
    return List.of(
        new Proof(plan.name(), "flow", Mode.INDUCTION, settled, "expand", flow),
        new Proof(plan.name(), "rate", Mode.COVER, most + fill + settled, "expand", rate));
  }

  private Harness setting(ExpandPlan plan, Channel out) {
    Harness setting =
        new Harness()
            .dut(subject, plan.name())
            .choice("COMMITS", plan.commits())
            .choice("FLAGGED", plan.side() == Side.INPUT)
            .choice("IDENTITY", plan.identity())
            .choice("SEVERAL_WORDS", plan.groupWords() > 1)
            .choice("SEVERAL_FACTORS", plan.factorWords() > 1)
            .constant("OUT_FLAGS", out.flagBits())
            .constant("RESULT_BITS", plan.outputTokens() * plan.outputBits())
            .constant("CREDITS", out.credits())
            .constant("RETURNED", out.creditsPerWord())
            .constant("LATENCY", plan.latency())
            .constant("GROUP_CYCLES", plan.groupCycles())
            .constant("GROUP_WORDS", plan.groupWords())
            .constant("FACTOR_WORDS", plan.factorWords());
    loops(setting, plan);
    strides(setting, plan);
    return probes(setting, plan, out);
  }

  private static void loops(Harness setting, ExpandPlan plan) {
    setting
        .constant("REDUCTIONS", plan.reductionBlocks())
        .constant("GATES", plan.gateBlocks())
        .constant("CONTEXTS", plan.contextsPerBlock())
        .constant("BLOCKS", plan.termBlocks())
        .constant("SIZE", plan.outputBlocks())
        .constant("PASSES", plan.passes())
        .counter("pass", "dut.pass", plan.passes())
        .nest(
            "dut",
            List.of(
                new Harness.Loop("reduction", "reduction", plan.reductionBlocks()),
                new Harness.Loop("gate", "gate", plan.gateBlocks()),
                new Harness.Loop("context_of_block", "group_context", plan.contextsPerBlock()),
                new Harness.Loop("block", "term_block", plan.termBlocks()),
                new Harness.Loop("index", "index", plan.outputBlocks())),
            plan.ranks().ahead());
  }

  /** How far the address of a word moves with each loop; see ExpandPlan.groupWords. */
  private static void strides(Harness setting, ExpandPlan plan) {
    int gateWords = plan.gated() ? plan.gateBlocks() : 1;
    boolean walks = plan.identity() && !plan.selects();
    int gateWalk = walks && !plan.gated() ? plan.outputBlocks() : 0;
    int rows = walks ? plan.identityRows() : 1;
    setting
        .constant("CONTEXT_STRIDE", (long) plan.reductionWords() * gateWords)
        .constant("REDUCTION_STRIDE", (long) rows * gateWords)
        .constant("GATE_STRIDE", plan.gated() ? 1 : gateWalk)
        .constant("GATE_WALK", gateWalk)
        .constant("INDEX_STRIDE", walks ? gateWords : 0)
        .constant("FACTOR_GATES", plan.gated() ? 1 : plan.gateBlocks());
  }

  private static Harness probes(Harness setting, ExpandPlan plan, Channel out) {
    int word = Bits.indexWidth(plan.groupWords());
    int gateBlocks = plan.gated() ? 1 : plan.gateBlocks();
    setting
        .probe("fire", "dut.fire", 1)
        .probe("group_valid", "dut.buffer.group_valid", 1)
        .probe("group_done", "dut.buffer.group_done", 1)
        .probe("read", "dut.buffer.read", 1)
        .credits("credit_level", "dut.credits", out, 1)
        .walk("word_context_base", word, plan.contextBlocks())
        .walk("word_reduction_base", word, plan.reductionBlocks());
    if (plan.groupWords() > 1) {
      setting.probe("read_word", "dut.buffer.read_word", word);
    }
    if (plan.side() == Side.INPUT) {
      setting.probe("group_flags", "dut.buffer.group_flags", out.flagBits());
    }
    if (plan.identity()) {
      return setting
          .walk("word_index_base", word, plan.selects() ? 1 : plan.outputBlocks())
          .walk("word_gate_base", word, gateBlocks);
    }
    int factor = Bits.indexWidth(plan.factorWords());
    if (plan.factorWords() > 1) {
      setting.probe("factor_address", "dut.factor_address", factor);
    }
    return setting
        .walk("factor_block_base", factor, plan.outputBlocks() * plan.termBlocks())
        .walk("factor_gate_base", factor, gateBlocks);
  }
}
