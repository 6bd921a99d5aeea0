package org.kcpfpga.proof.block;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Side;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;

/** Proofs about the buffers of the expand stages, each without its stage. */
final class BufferProofs {
  /** Cycles of reset and of reading a first group. */
  private static final int SLACK = 8;

  private final Dut subject;
  private final Pipeline pipeline;

  BufferProofs(Dut subject) {
    this.subject = subject;
    this.pipeline = subject.pipeline();
  }

  List<Proof> all() {
    List<Proof> proofs = new ArrayList<>();
    for (ExpandPlan plan : Dut.all(pipeline.input().expand(), pipeline.hidden().expand())) {
      boolean sequences = plan.side() == Side.HIDDEN && plan.mode() == 1;
      String wrapper = sequences ? "sequence_buffer" : "group_buffer";
      Harness flow = sequences ? places(plan) : halves(plan);
      Harness rate = (sequences ? places(plan) : halves(plan)).define("COVER", "");
      int steps = 4 * plan.groupWords() + SLACK;
      String block = plan.name() + "_buffer";
      proofs.add(new Proof(block, "flow", Mode.INDUCTION, 2, wrapper, flow.text()));
      proofs.add(new Proof(block, "rate", Mode.COVER, steps, wrapper, rate.text()));
    }
    return proofs;
  }

  private Harness halves(ExpandPlan plan) {
    return common(plan)
        .choice("STARTS", plan.side() == Side.INPUT && plan.mode() == 1)
        .probe("fill_half", "dut.fill_half", 1)
        .probe("read_half", "dut.read_half", 1)
        .probe("full0", "dut.full0", 1)
        .probe("full1", "dut.full1", 1);
  }

  private Harness places(ExpandPlan plan) {
    return common(plan)
        .choice("SEVERAL", plan.places() > 1)
        .constant("PLACES", plan.places())
        .probes("full", "dut.full", 0, plan.places(), 1);
  }

  private Harness common(ExpandPlan plan) {
    String block = plan.name() + "_buffer";
    int words = plan.groupWords();
    int tokenBits = plan.wordTokens() * plan.inputBits();
    return new Harness()
        .dut(subject, block)
        .constant("WORDS", words)
        .constant("TOKEN_BITS", tokenBits)
        .constant("FLAGS", pipeline.into(plan.name()).flagBits())
        .counter("fill_word", "dut.fill_word", words)
        .probe("watched", "dut.tokens.watched", Bits.indexWidth(plan.places() * words))
        .probe("held", "dut.tokens.held", tokenBits);
  }
}
