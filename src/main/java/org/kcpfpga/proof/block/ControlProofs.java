package org.kcpfpga.proof.block;

import java.util.List;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;

/** Proofs about the AXI4-Lite registers. */
final class ControlProofs {
  /** Its name. */
  static final String BLOCK = "control_port";

  /** The register that counts them. */
  static final String FRAMES = "frames_in_flight";

  /** Cycles of a write to a register: offered, granted, answered, and one of slack. */
  private static final int WRITE = 4;

  private final Dut subject;

  ControlProofs(Dut subject) {
    this.subject = subject;
  }

  List<Proof> all() {
    int load = WRITE * (subject.pipeline().cell().size() + 1);
    return List.of(
        new Proof(BLOCK, "flow", Mode.INDUCTION, 2, BLOCK, setting().text()),
        new Proof(BLOCK, "rate", Mode.COVER, load, BLOCK, setting().define("COVER", "").text()));
  }

  private Harness setting() {
    CellPlan cell = subject.pipeline().cell();
    int frameBits = subject.registerBits(BLOCK, FRAMES);
    Harness setting =
        new Harness()
            .dut(subject, BLOCK)
            .choice("RECURRENT", subject.pipeline().recurrent())
            .constant("SIZE", cell.size())
            .constant("WORDS", cell.laneElements())
            .constant("FRAME_BITS", frameBits)
            .probe(FRAMES, "dut." + FRAMES, frameBits);
    if (cell.stateBits() > 0) {
      setting.probe("window_fresh", "dut.window_fresh", 1);
    }
    return subject.pipeline().recurrent() ? hiddenElement(setting, cell) : setting;
  }

  /** A cell of several lanes takes the elements that are written a word at a time. */
  private static Harness hiddenElement(Harness setting, CellPlan cell) {
    boolean one = cell.lanes() == 1;
    setting
        .constant("LANES", cell.lanes())
        .counter("hidden_lane", "dut.hidden_lane", cell.lanes())
        .counter("hidden_word", one ? "dut.hidden_element" : "dut.hidden_word", cell.laneElements())
        .define("WRITTEN", one ? "hidden_write" : "hidden_written");
    return one ? setting : setting.probe("hidden_written", "dut.writes_hidden", 1);
  }
}
