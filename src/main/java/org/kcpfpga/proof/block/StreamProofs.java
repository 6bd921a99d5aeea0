package org.kcpfpga.proof.block;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;

/** Proofs about the input stream and the gearbox behind it. */
final class StreamProofs {
  /** Cycles of reset and waking. */
  private static final int SLACK = 8;

  private final Dut subject;
  private final StreamPlan plan;

  StreamProofs(Dut subject) {
    this.subject = subject;
    this.plan = subject.stream();
  }

  List<Proof> all() {
    int run = plan.capacity() + 1;
    int vectors = 6 * plan.beats() + SLACK;
    List<Proof> proofs = new ArrayList<>();
    proofs.add(input("flow", Mode.INDUCTION, 2, "NO_LOAD_IN_A_FRAME"));
    if (subject.pipeline().recurrent()) {
      proofs.add(input("load", Mode.INDUCTION, plan.beats() + SLACK, "LOAD_AT_ANY_TIME"));
    }
    proofs.add(input("rate", Mode.COVER, vectors, "COVER"));
    proofs.add(new Proof("gearbox", "flow", Mode.INDUCTION, 2, "gearbox", gearbox(run).text()));
    proofs.add(
        new Proof(
            "gearbox",
            "rate",
            Mode.COVER,
            2 * run + SLACK,
            "gearbox",
            gearbox(run).define("COVER", "").text()));
    return proofs;
  }

  private Proof input(String group, Mode mode, int steps, String choice) {
    String setting = input().define(choice, "").text();
    return new Proof("stream_input", group, mode, steps, "stream_input", setting);
  }

  private Harness input() {
    Harness setting =
        new Harness()
            .define("STREAM_INPUT", subject.module("stream_input"))
            .choice("RECURRENT", subject.pipeline().recurrent())
            .choice("CHECKS_SEQUENCE", plan.sequences() < 1 << plan.slotBits())
            .choice("SEVERAL_BEATS", plan.beats() > 1)
            .constant("BEATS", plan.beats())
            .constant("LANES", plan.busLanes())
            .constant("BITS", plan.elementBits())
            .constant("SLOT", TopPorts.slotBits(plan.elementBits()))
            .constant("USER", plan.userBits())
            .constant("SEQUENCES", plan.sequences())
            .probe("awake", "dut.awake", 1)
            .probe("padding", "dut.padding", 1)
            .probe("swallowing", "dut.swallowing", 1)
            .counter("beat", "dut.beat", plan.beats());
    return plan.beats() == 1
        ? setting.absent("bad_held").absent("user_held")
        : setting
            .probe("bad_held", "dut.bad_held", 1)
            .probe("user_held", "dut.user_held", plan.userBits());
  }

  private Harness gearbox(int run) {
    int unitBits = plan.unit() * plan.elementBits();
    return new Harness()
        .define("GEARBOX", subject.module("gearbox"))
        .constant("UNIT_BITS", unitBits)
        .constant("FLAGS", plan.frameFlags())
        .constant("BEAT_UNITS", plan.beatUnits())
        .constant("LANE_UNITS", plan.laneUnits())
        .constant("CAPACITY", plan.capacity())
        .constant("RUN", run)
        .probe("level", "dut.level", Bits.indexWidth(plan.capacity() + 1))
        .probes("units", "dut.unit", 0, plan.capacity(), unitBits + plan.frameFlags());
  }
}
