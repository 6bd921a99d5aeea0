package org.kcpfpga.rtl.stage;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.rtl.base.Datapath;

/** The first expand stage of the hidden side, which waits for committed steps. */
public final class StepTaker {
  private final Datapath stage;
  private final SequenceBuffer buffer;
  private final StepPorts.Places places;
  private final Bits sequence;
  private Bool valid;
  private Bool start;
  private Bool done;

  /** Declares the ports of the places and joins them with those of the buffer. */
  StepTaker(Datapath stage, SequenceBuffer buffer) {
    this.stage = stage;
    this.buffer = buffer;
    Bits inner = buffer.stepSequence;
    Bool emptied = stage.inputBool("place_emptied");
    Bool full = stage.outputBool("all_full");
    sequence = inner == null ? null : stage.input("step_sequence", inner.width());
    Bits whose = inner == null ? null : stage.input("emptied_sequence", inner.width());
    places = new StepPorts.Places(full, emptied, whose);
    buffer.places().connect(places);
    if (inner != null) {
      inner.drive(sequence);
    }
  }

  /** Whether the latents of the next step are there. */
  Bool ready() {
    valid = stage.inputBool("step_valid");
    return buffer.groupValid().and(valid).named("step_ready");
  }

  /** The step is over. */
  void ends(Bool groupEnds) {
    done = stage.outputBool("step_done");
    done.drive(groupEnds);
  }

  /** The word that was read; before the first step of a sequence every token is zero. */
  Bits tokens() {
    Bits word = buffer.read().word();
    start = stage.inputBool("step_start");
    Bool blank = stage.delay(start, 1, "blank_rank");
    return blank.mux(Bits.of(0, word.width()), word).named("tokens");
  }

  /** The step that comes next. */
  public StepPorts.Next next() {
    return new StepPorts.Next(valid, start, sequence, done);
  }

  /** The places of the latents. */
  public StepPorts.Places places() {
    return places;
  }
}
