package org.kcpfpga.proof.block;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;

/** Proofs about the contract stages, each between any channels. */
final class ContractProofs {
  private final Dut subject;
  private final Pipeline pipeline;

  ContractProofs(Dut subject) {
    this.subject = subject;
    this.pipeline = subject.pipeline();
  }

  List<Proof> all() {
    List<Proof> proofs = new ArrayList<>();
    for (List<ContractPlan> side :
        List.of(pipeline.input().contract(), pipeline.hidden().contract())) {
      side.forEach(plan -> proofs.addAll(of(plan, pipeline.fedBy(plan))));
    }
    return proofs;
  }

  private List<Proof> of(ContractPlan plan, Channel out) {
    // results leave as the operations of k cycles before, so that k of them settle the pipeline
    int settled = plan.latency() + 2;
    int words = plan.accumulatorWords();
    int turn = CreditTurn.of(out, plan.latency(), 2 * words);
    int most = 2 * plan.groupCycles() + 2 * words * (turn - 1);
    int cover = most + settled + plan.latency();
    String block = plan.name();
    String rate = setting(plan, out).constant("MOST", most).define("COVER", "").text();
    return List.of(
        new Proof(block, "flow", Mode.INDUCTION, settled, "contract", setting(plan, out).text()),
        new Proof(block, "rate", Mode.COVER, cover, "contract", rate));
  }

  private Harness setting(ContractPlan plan, Channel out) {
    return new Harness()
        .dut(subject, plan.name())
        .choice("FLAGGED", out.flagBits() > 0)
        .constant("FLAGS", out.flagBits())
        .constant("TOKEN_BITS", plan.beatTokens() * plan.inputBits())
        .constant("RESULT_BITS", plan.outputTokens() * plan.outputBits())
        .constant("CREDITS", out.credits())
        .constant("RETURNED", out.creditsPerWord())
        .constant("LATENCY", plan.latency())
        .constant("FOLDS", plan.folds())
        .constant("BEATS", plan.beatsPerBlock())
        .constant("BLOCKS", plan.termBlocks())
        .constant("SIZE", plan.indexBlocks())
        .constant("GROUP_CYCLES", plan.groupCycles())
        .constant("FIRST_RESULT", plan.groupCycles() - plan.accumulatorWords())
        .constant("FACTOR_WORDS", plan.factorWords())
        .probe("fire", "dut.fire", 1)
        .nest(
            "dut",
            List.of(
                new Harness.Loop("fold", "fold", plan.folds()),
                new Harness.Loop("beat", "beat", plan.beatsPerBlock()),
                new Harness.Loop("block", "term_block", plan.termBlocks()),
                new Harness.Loop("index", "index", plan.indexBlocks())),
            plan.ranks().ahead())
        .counter("accumulator_address", "dut.accumulator_address", plan.accumulatorWords())
        .walk("factor_base", Bits.indexWidth(plan.factorWords()), plan.factorWords())
        .credits("credit_level", "dut.credits", out, 1);
  }
}
