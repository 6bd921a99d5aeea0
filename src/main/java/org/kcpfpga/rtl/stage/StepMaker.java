package org.kcpfpga.rtl.stage;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.rtl.base.Datapath;

/** The first expand stage of the input side: what it says of frames, and the steps it commits. */
public final class StepMaker {
  /** A bad frame is forgotten. */
  public final Bool dropped;

  private final Datapath stage;
  private final StepPorts.Commit commit;
  private final StepPorts.Loaded loaded;

  /** Declares the ports of the stage and joins them with those of its buffer. */
  StepMaker(Datapath stage, GroupBuffer buffer, boolean recurrent) {
    this.stage = stage;
    dropped = stage.outputBool("dropped");
    dropped.drive(buffer.dropped());
    commit = recurrent ? commit(buffer.commit()) : null;
    loaded = recurrent ? loaded(buffer.loaded()) : null;
  }

  private StepPorts.Commit commit(StepPorts.Commit inner) {
    StepPorts.Commit outer =
        new StepPorts.Commit(
            stage.inputBool("step_room"),
            stage.outputBool("commit"),
            stage.output("commit_step", inner.step().width()));
    inner.connect(outer);
    return outer;
  }

  private StepPorts.Loaded loaded(StepPorts.Loaded inner) {
    Bool given = stage.inputBool("state_loaded");
    Bits whose = inner.sequence();
    StepPorts.Loaded outer =
        new StepPorts.Loaded(
            given, whose == null ? null : stage.input("loaded_sequence", whose.width()));
    inner.connect(outer);
    return outer;
  }

  /** The steps; an error in a core without recurrence. */
  public StepPorts.Commit commit() {
    return stage.part(commit, "commit");
  }

  /** Whose state is loaded; an error in a core without recurrence. */
  public StepPorts.Loaded loaded() {
    return stage.part(loaded, "loaded state");
  }
}
