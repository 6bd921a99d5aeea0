package org.kcpfpga.proof.block;

import java.util.List;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.CycleCounts;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;

/** Proofs about a whole core. */
final class CoreProofs {
  private static final String BLOCK = "core";

  /** Cycles of reset and of waking. */
  private static final int SLACK = 4;

  /** More frames than a proof has cycles. */
  private static final int ENDLESS = 255;

  private final Dut subject;
  private final Pipeline pipeline;

  CoreProofs(Dut subject) {
    this.subject = subject;
    this.pipeline = subject.pipeline();
  }

  List<Proof> all() {
    return List.of(
        flow(),
        payload(),
        silence(),
        structure("independence"),
        structure("reset"),
        progress(),
        latency(),
        rate());
  }

  private Proof flow() {
    Harness setting = free("FLOW");
    setting.define("LEDGERS", new CreditInvariants(subject, setting).balanced("assert"));
    return proof("flow", Mode.INDUCTION, settled(), setting);
  }

  private Proof payload() {
    Harness setting = free("PAYLOAD");
    setting.define("LEDGERS", new CreditInvariants(subject, setting).balanced("assume"));
    Channel output = pipeline.into(Pipeline.OUTPUT);
    setting
        .constant("DEPTH", output.depth())
        .counter("write_address", "dut.output_queue.write_address", output.depth())
        .counter("read_address", "dut.output_queue.read_address", output.depth());
    return proof("payload", Mode.INDUCTION, 2, setting);
  }

  private Proof silence() {
    Harness setting = free("SILENCE");
    setting.define("LEDGERS", silence(setting));
    return proof("silence", Mode.INDUCTION, settled(), setting);
  }

  private String silence(Harness setting) {
    CreditInvariants ledgers = new CreditInvariants(subject, setting);
    return ledgers.balanced("assume") + ledgers.silent();
  }

  /** What the script of that name says of what is connected. */
  private static Proof structure(String group) {
    return new Proof(BLOCK, group, Mode.STRUCTURE, 0, group, "");
  }

  /** However the output stalls: while none waits to be delivered, input is taken in time. */
  private Proof progress() {
    CycleCounts cycles = subject.plan().cycles();
    int interval = (int) cycles.interval();
    String counter = "dut." + ControlProofs.BLOCK + "." + ControlProofs.FRAMES;
    int frameBits = subject.registerBits(ControlProofs.BLOCK, ControlProofs.FRAMES);
    Harness setting =
        driven("PROGRESS")
            .constant("FRAMES", ENDLESS)
            .constant("BOUND", interval)
            .probe(ControlProofs.FRAMES, counter, frameBits);
    return proof("progress", Mode.BOUNDED, (int) cycles.latency() + 2 * interval + SLACK, setting);
  }

  /** One step alone. */
  private Proof latency() {
    int latency = (int) subject.plan().cycles().latency();
    Harness setting = driven("LATENCY").constant("FRAMES", 1).constant("CYCLES", latency);
    return proof("latency", Mode.BOUNDED, latency + SLACK, setting);
  }

  /** As many steps as a period has, in as many cycles as the plan says. */
  private Proof rate() {
    CycleCounts cycles = subject.plan().cycles();
    Harness setting =
        driven("COVER")
            .constant("FRAMES", ENDLESS)
            .constant("PERIOD", cycles.period())
            .constant("CYCLES", cycles.period() * cycles.interval());
    return proof("rate", Mode.COVER, (int) cycles.settled() + SLACK, setting);
  }

  /** The beats of k cycles settle the front: only then do its tiles never meet. */
  private int settled() {
    return pipeline.systolic() ? pipeline.front().latency() + pipeline.front().tiles() + 1 : 2;
  }

  private static Proof proof(String group, Mode mode, int steps, Harness setting) {
    return new Proof(BLOCK, group, mode, steps, BLOCK, setting.text());
  }

  private Harness free(String choice) {
    return new Harness().dut(subject, BLOCK).define(choice, "");
  }

  private Harness driven(String choice) {
    return new Harness()
        .driven(subject, BLOCK)
        .define("DRIVEN", "")
        .define(choice, "")
        .constant("BEATS", subject.stream().beats())
        .constant("SEQUENCES", subject.stream().sequences());
  }
}
