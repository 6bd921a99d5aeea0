package org.kcpfpga.proof;

import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.CycleCounts;
import org.kcpfpga.plan.Pipeline;

/** Proofs about a whole core. */
final class WholeProofs {
  private static final String BLOCK = "core";

  /** Cycles of reset and of waking. */
  private static final int SLACK = 4;

  private final Subject subject;
  private final Pipeline pipeline;

  WholeProofs(Subject subject) {
    this.subject = subject;
    this.pipeline = subject.pipeline();
  }

  List<Proof> all() {
    return List.of(flow(), payload(), silence(), progress(), latency(), rate());
  }

  private Proof flow() {
    Setting setting = free("FLOW");
    setting.define("LEDGERS", new Ledgers(subject, setting).balanced("assert"));
    return proof("flow", Mode.INDUCTION, settled(), setting);
  }

  private Proof payload() {
    Setting setting = free("PAYLOAD");
    setting.define("LEDGERS", new Ledgers(subject, setting).balanced("assume"));
    Channel output = pipeline.into(Pipeline.OUTPUT);
    int address = Bits.indexWidth(output.depth());
    setting
        .constant("DEPTH", output.depth())
        .probe("write_address", "dut.output_queue.write_address", address)
        .probe("read_address", "dut.output_queue.read_address", address);
    return proof("payload", Mode.INDUCTION, 2, setting);
  }

  private Proof silence() {
    Setting setting = free("SILENCE");
    setting.define("LEDGERS", silence(setting));
    return proof("silence", Mode.INDUCTION, settled(), setting);
  }

  private String silence(Setting setting) {
    Ledgers ledgers = new Ledgers(subject, setting);
    return ledgers.balanced("assume") + ledgers.silent();
  }

  /** Frames without end: while none is taken and none waits to be delivered, time is bounded. */
  private Proof progress() {
    int latency = (int) subject.plan().cycles().latency();
    Setting setting = driven("PROGRESS").constant("FRAMES", 1 << 15).constant("BOUND", latency);
    return proof("progress", Mode.BOUNDED, 2 * latency, setting);
  }

  private Proof latency() {
    int latency = (int) subject.plan().cycles().latency();
    Setting setting =
        driven("COVER")
            .constant("FRAMES", 1)
            .constant("LATENCY", latency)
            .define("SITUATION", "exact_latency: cover (step_out && cycle + 1 == LATENCY);");
    return proof("latency", Mode.COVER, latency + SLACK, setting);
  }

  /** A step as soon after the one before it as the plan says, once the first ones are through. */
  private Proof rate() {
    CycleCounts cycles = subject.plan().cycles();
    int interval = (int) cycles.interval();
    int steps = cycles.lead() + cycles.period();
    Setting setting =
        driven("COVER")
            .constant("FRAMES", 1 << 15)
            .constant("LEAD", Math.max(1, cycles.lead()))
            .constant("INTERVAL", interval)
            .define(
                "SITUATION",
                "full_rate: cover (step_out && steps_out >= LEAD && cycle - last_at <= INTERVAL);");
    return proof(
        "rate", Mode.COVER, (int) cycles.latency() + (steps + 1) * interval + SLACK, setting);
  }

  /** The beats of k cycles settle the front: only then do its tiles never meet. */
  private int settled() {
    return pipeline.systolic() ? pipeline.front().latency() + pipeline.front().tiles() + 1 : 2;
  }

  private static Proof proof(String group, Mode mode, int steps, Setting setting) {
    return new Proof(BLOCK, group, mode, steps, BLOCK, setting.text());
  }

  private Setting free(String choice) {
    return new Setting().dut(subject, BLOCK).define(choice, "");
  }

  private Setting driven(String choice) {
    return new Setting()
        .driven(subject, BLOCK)
        .define("DRIVEN", "")
        .define(choice, "")
        .constant("BEATS", subject.stream().beats());
  }
}
