package org.kcpfpga.rtl.stage;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;

/** Groups of ports of the first expand stage of a side, through which steps and state pass. */
public final class StepPorts {
  private StepPorts() {}

  /**
   * Of the input side: the steps that it commits.
   *
   * @param room one more may come
   * @param commit it comes
   * @param step its flags: start, and above it the sequence where there are several
   */
  public record Commit(Bool room, Bool commit, Bits step) {

    /** Connects the block that commits, this, with the one that passes it on. */
    void connect(Commit outer) {
      room.drive(outer.room);
      outer.commit.drive(commit);
      outer.step.drive(step);
    }
  }

  /**
   * Of the input side: whose state is loaded.
   *
   * @param loaded a state is complete
   * @param sequence whose; null where there is one sequence
   */
  public record Loaded(Bool loaded, Bits sequence) {

    void connect(Loaded outer) {
      loaded.drive(outer.loaded);
      if (sequence != null) {
        sequence.drive(outer.sequence);
      }
    }
  }

  /**
   * Of the hidden side: the step that comes next.
   *
   * @param valid there is one
   * @param start it starts its sequence
   * @param sequence whose it is; null where there is one sequence
   * @param done it is over
   */
  public record Next(Bool valid, Bool start, Bits sequence, Bool done) {}

  /**
   * Of the hidden side: the places of the latents of all sequences.
   *
   * @param full all are full
   * @param emptied one is emptied, as its h is loaded
   * @param sequence whose; null where there is one sequence
   */
  public record Places(Bool full, Bool emptied, Bits sequence) {

    void connect(Places outer) {
      emptied.drive(outer.emptied);
      outer.full.drive(full);
      if (sequence != null) {
        sequence.drive(outer.sequence);
      }
    }
  }
}
