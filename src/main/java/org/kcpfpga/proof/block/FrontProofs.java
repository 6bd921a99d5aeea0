package org.kcpfpga.proof.block;

import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;

/** Proofs about the systolic front. */
final class FrontProofs {
  private final Dut subject;
  private final Pipeline pipeline;

  FrontProofs(Dut subject) {
    this.subject = subject;
    this.pipeline = subject.pipeline();
  }

  List<Proof> all() {
    if (!pipeline.systolic()) {
      return List.of();
    }
    FrontPlan plan = pipeline.front();
    // tiles leave as the beats of k cycles before, so that k of them settle the array
    int settled = plan.latency() + plan.tiles() + 1;
    int run = plan.folds() * settled;
    int most = Math.max(plan.folds(), fibreTurn(plan)) * settled;
    String rate =
        setting(plan).constant("RUN", run).constant("MOST", most).define("COVER", "").text();
    return List.of(
        new Proof(plan.name(), "flow", Mode.INDUCTION, settled, "front", setting(plan).text()),
        new Proof(plan.name(), "rate", Mode.COVER, most + 2 * settled, "front", rate));
  }

  /**
   * Cycles of a fibre while credits go round: it takes one for each tile, all at once, and waits
   * for them from its first beat on.
   */
  private int fibreTurn(FrontPlan plan) {
    Channel out = pipeline.fedBy(plan);
    int fibres = Math.max(1, (out.credits() - out.creditsPerWord() + 1) / plan.tiles());
    return IntMath.ceilDiv(plan.latency() + plan.tiles() + plan.folds(), fibres);
  }

  private Harness setting(FrontPlan plan) {
    Channel out = pipeline.fedBy(plan);
    return new Harness()
        .dut(subject, plan.name())
        .constant("FLAGS", out.flagBits())
        .constant("BEAT_BITS", plan.lanes() * plan.inputBits())
        .constant("RESULT_BITS", plan.tile() * plan.outputBits())
        .constant("CREDITS", out.credits())
        .constant("RETURNED", out.creditsPerWord())
        .constant("TILES", plan.tiles())
        .constant("FOLDS", plan.folds())
        .constant("LATENCY", plan.latency())
        .counter("fold", "dut.fold", plan.folds())
        .credits("credit_level", "dut.credits", out, plan.tiles());
  }
}
